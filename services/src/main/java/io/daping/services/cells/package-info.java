/** What the services need of a store of published cells: its catalogue, its reader, its dump. */
package io.daping.services.cells;

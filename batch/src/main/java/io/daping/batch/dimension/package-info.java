/**
 * Lists of items and users become dimension tables: what is known of each, and since when. A list
 * is a file of somebody else; it is read strictly and taken whole or not at all.
 */
package io.daping.batch.dimension;

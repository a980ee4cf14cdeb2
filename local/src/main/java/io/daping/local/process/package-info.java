/**
 * Background processes of a home: how they are started apart from the terminal, recognised by their
 * pid file, waited for, and stopped; and the ports that they listen on.
 */
package io.daping.local.process;

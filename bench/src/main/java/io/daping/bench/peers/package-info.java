/**
 * What the engines of the bench share: the query set, cut from the catalogue; how a peer scans an
 * event for it and adds it up; the cells that all of them write; and the process that an engine
 * runs in, told what to do line by line.
 */
package io.daping.bench.peers;

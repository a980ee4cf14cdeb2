/** One real HBase (master, region server, ZooKeeper) on loopback, in a process of its own. */
package io.daping.local.hbase;

package io.daping.services.follow;

/**
 * How far a file is read and its events are in Kafka: what a track remembers over a restart.
 *
 * @param id names the file in the ids of its events
 * @param path where it was last seen
 * @param inode as the file system names the file
 * @param offset where to read on: the first byte that is not in Kafka
 * @param seen how far its bytes are known: over the lines of an event that is not complete yet and,
 *     before it is read at all, over its first ones
 * @param cut an event ends there, although the line after it may continue it; -1 for none
 * @param fingerprint hash of what {@code seen} covers
 * @param lastSeen epoch milliseconds
 */
record Position(
    String id,
    String path,
    String inode,
    long offset,
    long seen,
    long cut,
    String fingerprint,
    long lastSeen) {

  /** With another name. */
  Position at(String newPath, String newInode, long now) {
    return new Position(id, newPath, newInode, offset, seen, cut, fingerprint, now);
  }

  /** Read that far, and known again by that. */
  Position known(long newSeen, String newFingerprint) {
    return new Position(id, path, inode, offset, newSeen, cut, newFingerprint, lastSeen);
  }

  /** With all before that in Kafka. */
  Position from(long newOffset) {
    return new Position(id, path, inode, newOffset, seen, cut, fingerprint, lastSeen);
  }

  /** With an event that ends there. */
  Position cutAt(long newCut) {
    return new Position(id, path, inode, offset, seen, newCut, fingerprint, lastSeen);
  }
}

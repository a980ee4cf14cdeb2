package io.daping.services.follow;

import java.nio.file.Path;

/**
 * A file that is there now.
 *
 * @param inode as the file system names it
 * @param live whether it is written to by its name; if not, it was rotated to this name
 */
record Candidate(Path path, String inode, long size, boolean live) {}

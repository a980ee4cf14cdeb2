/** Threads that are kept for work in many parts. */
package io.daping.common.thread;

/** How a process ends when it cannot go on: it failed, or it refused to start on wrong state. */
package io.daping.common.fault;

/** Text that others wrote, made harmless for where it goes. */
package io.daping.common.text;

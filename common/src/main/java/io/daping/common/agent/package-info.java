/**
 * What a user agent says of who asks: its name, its system, its kind of device, and whether it is a
 * robot. A pure function of the text.
 */
package io.daping.common.agent;

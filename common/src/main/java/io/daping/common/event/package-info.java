/** The contract's events: strict intake from bytes to records, and the reasons for quarantine. */
package io.daping.common.event;

/** What is found, masked and tokenised; the rules stand in three tables that anyone can read. */
package io.daping.common.privacy;

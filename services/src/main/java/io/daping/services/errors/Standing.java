package io.daping.services.errors;

import io.daping.common.error.ErrorGroup;
import io.daping.common.error.GroupMark;
import io.daping.common.error.GroupStatus;
import java.util.Set;

/**
 * A group as people see it.
 *
 * @param members the fingerprints in it
 */
record Standing(ErrorGroup group, GroupMark mark, GroupStatus status, Set<String> members) {}

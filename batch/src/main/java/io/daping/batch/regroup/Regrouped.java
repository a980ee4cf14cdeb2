package io.daping.batch.regroup;

import java.util.List;

/**
 * What the rules of now make of the errors of some days.
 *
 * @param errors in these days: as many before as after
 * @param changes groups that have another number, by name
 * @param moved fingerprints that errors came to or left, since what names them has changed
 */
public record Regrouped(long errors, List<GroupChange> changes, int moved) {}

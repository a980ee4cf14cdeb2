package io.daping.common.event;

import java.util.Locale;

/** What a visitor did on an item page. */
public enum BrowseAction {
  VIEW,
  CART,
  FAVORITE;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The action as the contract writes it. */
  public String code() {
    return code;
  }
}

package io.daping.local.load;

/**
 * Something to buy.
 *
 * @param price fen a piece
 */
record Item(String id, String shopId, String brand, String categoryId, long price) {}

package io.daping.services.api;

import io.javalin.http.Handler;

/**
 * One path that can be read with GET.
 *
 * @param path with parameters in braces, as in {@code openapi.yaml}
 */
record Route(String path, Handler handler) {}

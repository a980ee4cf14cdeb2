package io.daping.batch.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.privacy.TokenField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A record as it came, in bronze or in quarantine, read as far as it can be.
 *
 * @param json a missing node when it cannot be read
 * @param text all of it
 */
record RawRecord(JsonNode json, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static RawRecord of(byte[] value) {
    String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
    try {
      JsonNode json = JSON.readTree(text);
      // Written again, so that what was escaped is found.
      return new RawRecord(json, json.isObject() ? json.toString() : text);
    } catch (IOException e) {
      return new RawRecord(JSON.missingNode(), text);
    }
  }

  /** A text field, or null. */
  String field(String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.asText() : null;
  }

  /** The receiver's telephone in normal form, or null. */
  String phone() {
    String phone = field("receiver_phone");
    return phone == null ? null : TokenField.PHONE.normal(phone);
  }

  Person.Bearer bearer() {
    return new Person.Bearer(field("user_id"), field("visitor_id"), field("order_id"), phone());
  }

  /** Clear text of others stays, but for the person's telephone: silver has what is theirs. */
  boolean isOf(Person person) {
    Person.Bearer bearer = bearer();
    boolean isOthers = bearer.user() != null && !person.owns(bearer);
    return person.owns(bearer) || (isOthers ? person.isCalledIn(text) : person.isIn(text));
  }
}

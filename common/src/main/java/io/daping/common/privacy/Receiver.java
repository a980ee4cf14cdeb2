package io.daping.common.privacy;

/**
 * To whom an order goes, in clear text. It lives between reading a record and the task that writes
 * it, and is stored nowhere: no event holds one, and its text form tells nothing.
 *
 * @param name null when not said
 * @param phone null when not said
 * @param address null when not said
 */
public record Receiver(String name, String phone, String address) {
  /** Nobody. */
  public static final Receiver NONE = new Receiver(null, null, null);

  /** Nobody when nothing was said. */
  public static Receiver of(String name, String phone, String address) {
    return name == null && phone == null && address == null
        ? NONE
        : new Receiver(name, phone, address);
  }

  @Override
  public String toString() {
    return "Receiver[hidden]";
  }
}

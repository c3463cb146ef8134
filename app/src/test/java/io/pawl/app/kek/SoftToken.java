// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import io.pawl.domain.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/** A token of SoftHSM2, made anew for each run of the tests. */
public final class SoftToken {
  public static final Path LIBRARY =
      Path.of(System.getProperty("pawl.softhsm", "/usr/lib/softhsm/libsofthsm2.so"));
  public static final String PIN = "9-PIN-of-tests-9";

  private static final String OFFICER_PIN = "8-PIN-of-officers-8";
  private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");

  private final long slot;

  private SoftToken(long slot) {
    this.slot = slot;
  }

  /** The library knows what it found when it was loaded, so a process has one token. */
  public static SoftToken ofThisRun() {
    return OfThisRun.TOKEN;
  }

  private static final class OfThisRun {
    static final SoftToken TOKEN = made();

    private static SoftToken made() {
      try {
        return create();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Where the library looks is said by a variable of the environment, which the build sets. */
  private static SoftToken create() throws IOException {
    Path settings = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path tokens = settings.resolveSibling("tokens");
    delete(tokens);
    Files.createDirectories(tokens);
    Files.writeString(
        settings,
        """
        directories.tokendir = %s
        objectstore.backend = file
        log.level = ERROR
        slots.removable = false
        """
            .formatted(tokens));
    String said =
        Place.run(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "pawl",
            "--so-pin",
            OFFICER_PIN,
            "--pin",
            PIN);
    Matcher found = SLOT.matcher(said);
    if (!found.find()) {
      throw new IOException("No slot in: " + said);
    }
    return new SoftToken(Long.parseLong(found.group(1)));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  public long slot() {
    return slot;
  }

  TokenKey key(String label) {
    return new TokenKey(LIBRARY, slot, label);
  }

  public KekSource source(String label) {
    return new KekSource.InToken(key(label), Pin.of(PIN));
  }

  /** What may become of a key once it is in the token. */
  enum Fate {
    STAYS("true", "false"),
    CAN_BE_WRAPPED_OUT("true", "true"),
    CAN_BE_READ("false", "true");

    private final String sensitive;
    private final String extractable;

    Fate(String sensitive, String extractable) {
      this.sensitive = sensitive;
      this.extractable = extractable;
    }

    private String attributes() {
      return "attributes(*,CKO_SECRET_KEY,*) = {\n"
          + "CKA_PRIVATE = true\nCKA_SENSITIVE = %s\nCKA_EXTRACTABLE = %s\n}\n"
              .formatted(sensitive, extractable);
    }
  }

  /** A key that stays in it. */
  public void keep(String label, Bytes bytes) {
    try {
      put(label, bytes, Fate.STAYS);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError("%s takes no key %s.".formatted(LIBRARY, label), e);
    }
  }

  void put(String label, Bytes bytes, Fate fate) throws GeneralSecurityException, IOException {
    KeyStore keys = keys(provider(fate.attributes()));
    keys.setKeyEntry(label, new SecretKeySpec(bytes.toArray(), "AES"), null, null);
    keys.store(null, null);
  }

  /** Ends the login of the whole process, as taking the token out does. */
  void logOut() throws GeneralSecurityException, IOException {
    Provider provider = provider("");
    keys(provider);
    ((AuthProvider) provider).logout();
  }

  private Provider provider(String attributes) {
    return Security.getProvider("SunPKCS11").configure(key("any").configuration() + attributes);
  }

  private static KeyStore keys(Provider provider) throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS11", provider);
    keys.load(null, PIN.toCharArray());
    return keys;
  }
}

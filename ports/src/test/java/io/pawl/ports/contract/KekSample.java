// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.ports.driven.Unwrapping;
import io.pawl.ports.driven.Unwrapping.Opened;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Keys to wrap, and where to. */
final class KekSample {
  static final ClusterId CLUSTER = new ClusterId(7, 8);
  static final KeyBinding BINDING = new KeyBinding(CLUSTER, new DekId(5), Purpose.STORAGE);

  private KekSample() {}

  /** Every binding that differs from the sample's in one thing. */
  static List<KeyBinding> elsewhere() {
    return List.of(
        new KeyBinding(new ClusterId(7, 9), BINDING.id(), BINDING.purpose()),
        new KeyBinding(new ClusterId(6, 8), BINDING.id(), BINDING.purpose()),
        new KeyBinding(new ClusterId(8, 7), BINDING.id(), BINDING.purpose()),
        new KeyBinding(CLUSTER, new DekId(6), BINDING.purpose()),
        new KeyBinding(CLUSTER, new DekId(DekId.MAX), BINDING.purpose()),
        new KeyBinding(CLUSTER, BINDING.id(), Purpose.RAFT));
  }

  /** Ids at both ends of what they can be, for both purposes. */
  static List<KeyBinding> everywhere() {
    List<KeyBinding> bindings = new ArrayList<>();
    for (long cluster : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      for (long id : new long[] {1, 0x7FFF_FFFFL, 0x8000_0000L, DekId.MAX}) {
        for (Purpose purpose : Purpose.values()) {
          bindings.add(new KeyBinding(new ClusterId(cluster, ~cluster), new DekId(id), purpose));
        }
      }
    }
    return bindings;
  }

  /** Of one byte 32 times. */
  static SecretBytes dek(byte value) {
    byte[] bytes = new byte[SecretBytes.LENGTH];
    Arrays.fill(bytes, value);
    return secret(bytes);
  }

  static SecretBytes dek() {
    byte[] bytes = new byte[SecretBytes.LENGTH];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0xA0 + 3 * i);
    }
    return secret(bytes);
  }

  static SecretBytes secret(byte[] bytes) {
    return SecretBytes.copyOf(bytes, SecretAccess.granted());
  }

  static SecretBytes opened(Unwrapping unwrapping) {
    assertThat(unwrapping).isInstanceOf(Opened.class);
    return ((Opened) unwrapping).dek();
  }

  /** What a text has in it that gives some of the secret away, in any way Java prints bytes. */
  static List<String> traces(SecretBytes secret) {
    byte[] bytes = secret.toArray(SecretAccess.granted());
    byte[] some = Arrays.copyOf(bytes, 6);
    String decimal = Arrays.toString(some);
    return List.of(
        HexFormat.of().formatHex(some),
        HexFormat.of().withUpperCase().formatHex(some),
        Base64.getEncoder().encodeToString(some),
        decimal.substring(1, decimal.length() - 1));
  }
}

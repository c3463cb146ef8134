// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Blocks read back as they were written, or not at all. */
final class CheckedBlocksTest {
  private static final int BLOCK = CheckedBlocks.BLOCK;
  private static final int STRIDE = CheckedBlocks.STRIDE;

  /** The header in two copies, a run of three blocks, and a run of one. */
  private static LossyFile written() throws IOException {
    LossyFile file = new LossyFile(new byte[0]);
    CheckedBlocks blocks = CheckedBlocks.over(file);
    blocks.write(0, content(2, 1));
    blocks.write(2 * BLOCK, content(3, 2));
    blocks.write(5 * BLOCK, content(1, 3));
    return file;
  }

  private static ByteBuffer content(int blocks, int fill) {
    byte[] content = new byte[blocks * BLOCK];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (fill + i % 251);
    }
    return ByteBuffer.wrap(content);
  }

  private static CheckedBlocks over(byte[] raw) throws IOException {
    return CheckedBlocks.over(new LossyFile(raw));
  }

  @Test
  void any_piece_reads_back_as_it_was_written() throws IOException {
    CheckedBlocks blocks = CheckedBlocks.over(written());

    assertThat(blocks.size()).isEqualTo(6 * BLOCK);
    assertThat(blocks.read(2 * BLOCK, 3 * BLOCK)).isEqualTo(content(3, 2));
    assertThat(blocks.read(3 * BLOCK - 5, 10)).isEqualTo(content(3, 2).slice(BLOCK - 5, 10));
    assertThat(blocks.read(5 * BLOCK + 100, 1)).isEqualTo(content(1, 3).slice(100, 1));
  }

  @Test
  void a_byte_that_changed_anywhere_in_a_block_is_found_out() throws IOException {
    byte[] whole = written().content();
    for (int at = 2 * STRIDE; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      CheckedBlocks blocks = over(damaged);
      blocks.recovered();
      long block = at / STRIDE;

      assertThatThrownBy(() -> blocks.read(block * BLOCK, BLOCK))
          .as("byte %s", at)
          .isInstanceOf(DamagedBlock.class);
    }
  }

  @Test
  void a_block_in_the_place_of_another_is_found_out() throws IOException {
    byte[] swapped = written().content();
    byte[] third = Arrays.copyOfRange(swapped, 3 * STRIDE, 4 * STRIDE);
    System.arraycopy(third, 0, swapped, 2 * STRIDE, STRIDE);

    assertThatThrownBy(() -> over(swapped).read(2 * BLOCK, BLOCK)).isInstanceOf(DamagedBlock.class);
  }

  @Test
  void a_block_that_was_never_written_is_found_out() throws IOException {
    byte[] longer = Arrays.copyOf(written().content(), 7 * STRIDE);

    assertThatThrownBy(() -> over(longer).read(6 * BLOCK, BLOCK)).isInstanceOf(DamagedBlock.class);
  }

  @Test
  void what_lies_outside_of_the_file_is_not_there() throws IOException {
    CheckedBlocks blocks = CheckedBlocks.over(written());

    assertThatThrownBy(() -> blocks.read(6 * BLOCK - 1, 2)).isInstanceOf(DamagedBlock.class);
    assertThatThrownBy(() -> blocks.read(-1, 1)).isInstanceOf(DamagedBlock.class);
    assertThatThrownBy(() -> blocks.read(0, 0)).isInstanceOf(DamagedBlock.class);
    assertThatThrownBy(() -> blocks.read(Long.MAX_VALUE - 1, Integer.MAX_VALUE))
        .isInstanceOf(DamagedBlock.class);
  }

  @Test
  void a_piece_of_a_block_at_the_end_is_no_block() throws IOException {
    byte[] cut = Arrays.copyOf(written().content(), 6 * STRIDE - 1);

    assertThat(over(cut).size()).isEqualTo(5 * BLOCK);
  }

  @Test
  void a_damaged_header_reads_as_zeros_beside_its_copy() throws IOException {
    byte[] damaged = written().content();
    damaged[100] ^= 1;
    byte[] zeros = new byte[BLOCK];

    ByteBuffer header = over(damaged).read(0, 2 * BLOCK);

    assertThat(header.slice(0, BLOCK)).isEqualTo(ByteBuffer.wrap(zeros));
    assertThat(header.slice(BLOCK, BLOCK)).isEqualTo(content(2, 1).slice(BLOCK, BLOCK));
  }

  @Test
  void while_recovering_a_write_is_whole_or_its_end_is_not_there() throws IOException {
    for (int lost = 2; lost < 4; lost++) {
      byte[] torn = written().content();
      torn[lost * STRIDE + 1000] ^= 1;
      CheckedBlocks blocks = over(torn);

      assertThatThrownBy(() -> blocks.read(5 * BLOCK - 1, 1)).isInstanceOf(DamagedBlock.class);
      blocks.recovered();
      assertThat(blocks.read(5 * BLOCK - 1, 1)).isEqualTo(content(3, 2).slice(3 * BLOCK - 1, 1));
    }
  }

  @Test
  void while_recovering_the_end_of_a_write_whose_beginning_was_overwritten_is_not_there()
      throws IOException {
    LossyFile file = written();
    CheckedBlocks.over(file).write(2 * BLOCK, content(1, 9));

    assertThatThrownBy(() -> CheckedBlocks.over(file).read(5 * BLOCK - 1, 1))
        .isInstanceOf(DamagedBlock.class);
  }

  @Test
  void a_long_run_is_written_and_read_as_a_short_one_is() throws IOException {
    LossyFile file = new LossyFile(new byte[0]);
    CheckedBlocks.over(file).write(2 * BLOCK, content(200, 4));

    assertThat(CheckedBlocks.over(file).read(2 * BLOCK, 200 * BLOCK)).isEqualTo(content(200, 4));
  }
}

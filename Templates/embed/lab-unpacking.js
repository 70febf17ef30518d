// Bytes out of text, and what LZMA has packed.

// Bytes from the text in the page: 13 bits in two characters of 91.
function bytesOf(text) {
  const digits = new Uint8Array(128);
  for (let code = 33, digit = 0; code < 127; code++) if (!"\"&<".includes(String.fromCharCode(code))) digits[code] = digit++;
  const bytes = new Uint8Array(Math.floor((text.length >> 1) * 13 / 8));
  let bits = 0, held = 0, count = 0;
  for (let at = 0; at + 1 < text.length; at += 2) {
    held |= (digits[text.charCodeAt(at)] * 91 + digits[text.charCodeAt(at + 1)]) << bits;
    for (bits += 13; bits >= 8; bits -= 8) {
      bytes[count++] = held;
      held >>>= 8;
    }
  }
  return bytes;
}

// Bytes through a stream that packs or unpacks; no more than the limit, whoever packed them.
async function through(stream, bytes, limit = 1 << 26) {
  const writer = stream.writable.getWriter(), reader = stream.readable.getReader(), pieces = [];
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => {});
  let count = 0;
  for (let piece; (piece = await reader.read()) && !piece.done;) {
    pieces.push(piece.value);
    count += piece.value.length;
    if (count > limit) {
      reader.cancel().catch(() => {});
      throw new RangeError("too long");
    }
  }
  await written;
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

// Unpacks LZMA (Pavlov, 1998), with four bits of the last byte as context and no bits of the place.
async function unpacked(bytes, size) {
  const out = new Uint8Array(size), p = new Uint16Array(0x3800).fill(1024);
  // Where the probabilities of each kind begin.
  const [literal, isMatch, isRep, isRep0, isRep1, isRep2, isLong, slots, special, align, matchLength, repLength] =
    [0, 0x3000, 0x3010, 0x3020, 0x3030, 0x3040, 0x3050, 0x3060, 0x3160, 0x31e0, 0x3200, 0x3400];
  let at = 18, range = 0xffffffff, code = 0, count = 0;
  for (const byte of bytes.subarray(14, 18)) code = (code << 8 | byte) >>> 0;
  const shift = () => {
    range = range << 8 >>> 0;
    code = (code << 8 | bytes[at++]) >>> 0;
  };
  const bit = (index) => {
    const chance = p[index], bound = (range >>> 11) * chance;
    let result = 0;
    if (code < bound) {
      range = bound;
      p[index] = chance + (2048 - chance >> 5);
    } else {
      range -= bound;
      code -= bound;
      p[index] = chance - (chance >> 5);
      result = 1;
    }
    if (range < 0x1000000) shift();
    return result;
  };
  const tree = (first, bits) => {
    let found = 1;
    for (let left = bits; left > 0; left--) found = found << 1 | bit(first + found);
    return found - (1 << bits);
  };
  const backward = (first, bits) => {
    let [place, found] = [1, 0];
    for (let index = 0; index < bits; index++) {
      const one = bit(first + place);
      place = place << 1 | one;
      found |= one << index;
    }
    return found;
  };
  const length = (first) => !bit(first) ? tree(first + 2, 3) : !bit(first + 1) ? 8 + tree(first + 10, 3) : 16 + tree(first + 18, 8);
  let [state, rep0, rep1, rep2, rep3, rested] = [0, 0, 0, 0, 0, performance.now()];
  while (count < size) {
    // The page stays responsive.
    if ((count & 0xfff) < 8 && performance.now() - rested > 40) {
      await new Promise((resolve) => setTimeout(resolve));
      rested = performance.now();
    }
    if (!bit(isMatch + state)) {
      const first = literal + 0x300 * (count ? out[count - 1] >> 4 : 0);
      let symbol = 1;
      if (state >= 7) {
        for (let match = out[count - rep0 - 1]; symbol < 256;) {
          const wanted = match >> 7 & 1;
          match <<= 1;
          const one = bit(first + (1 + wanted << 8) + symbol);
          symbol = symbol << 1 | one;
          if (one !== wanted) break;
        }
      }
      while (symbol < 256) symbol = symbol << 1 | bit(first + symbol);
      out[count++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let left;
    if (bit(isRep + state)) {
      if (!bit(isRep0 + state)) {
        if (!bit(isLong + state)) {
          state = state < 7 ? 9 : 11;
          out[count] = out[count - rep0 - 1];
          count++;
          continue;
        }
      } else if (!bit(isRep1 + state)) {
        [rep0, rep1] = [rep1, rep0];
      } else if (!bit(isRep2 + state)) {
        [rep0, rep1, rep2] = [rep2, rep0, rep1];
      } else {
        [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
      }
      left = length(repLength);
      state = state < 7 ? 8 : 11;
    } else {
      [rep1, rep2, rep3] = [rep0, rep1, rep2];
      left = length(matchLength);
      state = state < 7 ? 7 : 10;
      const slot = tree(slots + (Math.min(left, 3) << 6), 6), direct = (slot >> 1) - 1;
      rep0 = slot;
      if (slot >= 4) {
        rep0 = (2 | slot & 1) << direct;
        if (slot < 14) {
          rep0 += backward(special + rep0 - slot, direct);
        } else {
          let high = 0;
          for (let bits = direct - 4; bits > 0; bits--) {
            range >>>= 1;
            const one = code >= range ? 1 : 0;
            if (one) code -= range;
            if (range < 0x1000000) shift();
            high = high << 1 | one;
          }
          rep0 += 16 * high + backward(align, 4);
        }
      }
    }
    left += 2;
    if (rep0 >= count || count + left > size) throw new RangeError("damaged");
    for (; left > 0; left--) {
      out[count] = out[count - rep0 - 1];
      count++;
    }
  }
  return out;
}

package dev.goalkeeper.testkit;

import java.util.Arrays;

/// Gives the names in a [Picture] numbers that do not depend on what they were called, and makes
/// two 64-bit words of the whole.
///
/// Each name has a colour, which is refined by what it means and by where it is met, until no two
/// differ that did not before. Of names that are still alike one is told apart from the others, and
/// all is refined again. Names that could be exchanged for each other are alike to the end, and it
/// does not matter which is taken; others are told apart by the refining but in the rarest of
/// pictures, where a state may be counted twice. No two states are ever taken for one, unless
/// their words are equal by accident: of a million two are with a chance of one in 10^26.
final class Names {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long OTHER = 0xC2B2AE3D27D4EB4FL;
  private static final long APART = 0xD6E8FEB86659FD93L;

  private Picture picture = new Picture();
  private long[] colours = new long[0];
  private long[] met = new long[0];
  private long[] sorted = new long[0];
  private long[] hashes = new long[0];
  private long[] others = new long[0];
  private long[] places = new long[0];

  /// The two words of a picture whose counters are ranked.
  long[] fingerprint(Picture of) {
    picture = of;
    reserve();
    Arrays.fill(colours, 0, picture.names(), FIRST);
    int told = refined(0);
    while (told < picture.names()) {
      tellOneApart();
      told = refined(told);
    }
    return words();
  }

  private void reserve() {
    if (hashes.length < picture.size()) {
      hashes = new long[picture.size() * 2];
      others = new long[picture.size() * 2];
      places = new long[picture.size() * 2];
    }
    if (colours.length < picture.names()) {
      colours = new long[picture.names() * 2];
      met = new long[picture.names() * 2];
      sorted = new long[picture.names() * 2];
    }
  }

  /// Refines until nothing more is told apart; returns how many colours there are.
  ///
  /// @param before how many there were
  private int refined(int before) {
    int told = before;
    int now = distinct();
    while (now > told && now < picture.names()) {
      told = now;
      refine();
      now = distinct();
    }
    return now;
  }

  private int distinct() {
    int names = picture.names();
    System.arraycopy(colours, 0, sorted, 0, names);
    Arrays.sort(sorted, 0, names);
    int count = names == 0 ? 0 : 1;
    for (int i = 1; i < names; i++) {
      count += sorted[i] == sorted[i - 1] ? 0 : 1;
    }
    return count;
  }

  private void refine() {
    Arrays.fill(met, 0, picture.names(), 0);
    hash();
    for (int name = 0; name < picture.names(); name++) {
      int meaning = picture.meaning(name);
      if (meaning >= 0) {
        colours[name] = mix(colours[name] + hashes[meaning]);
        places[meaning] = colours[name];
      }
    }
    places[0] = FIRST;
    for (int node = 0; node < picture.size(); node++) {
      place(node);
    }
    for (int name = 0; name < picture.names(); name++) {
      colours[name] = mix(colours[name] ^ met[name]);
    }
  }

  /// Each node from what it holds, the last first.
  private void hash() {
    for (int node = picture.size() - 1; node >= 0; node--) {
      hashes[node] = switch (picture.kind(node)) {
        case Picture.NAME -> mix(colours[(int) picture.word(node)] + 2);
        case Picture.LIST -> list(node);
        case Picture.BAG -> bag(node);
        default -> mix(picture.word(node) ^ FIRST);
      };
    }
  }

  private long list(int node) {
    long hash = picture.word(node) + 3;
    for (int held = node + 1; held < picture.end(node); held = picture.end(held)) {
      hash = mix(hash ^ hashes[held]);
    }
    return mix(hash);
  }

  private long bag(int node) {
    long hash = picture.word(node) + 4;
    for (int held = node + 1; held < picture.end(node); held = picture.end(held)) {
      hash += mix(hashes[held]);
    }
    return mix(hash);
  }

  /// Tells what a node holds where it is, and a name where it was met.
  private void place(int node) {
    long place = places[node];
    switch (picture.kind(node)) {
      case Picture.NAME -> met[(int) picture.word(node)] += mix(place);
      case Picture.LIST -> {
        long next = place;
        for (int held = node + 1; held < picture.end(node); held = picture.end(held)) {
          next += APART;
          places[held] = mix(next ^ hashes[node]);
        }
      }
      case Picture.BAG -> {
        for (int held = node + 1; held < picture.end(node); held = picture.end(held)) {
          places[held] = mix(place + hashes[held]);
        }
      }
      default -> { }
    }
  }

  /// One of the names of the least colour that several have.
  private void tellOneApart() {
    long least = 0;
    for (int i = picture.names() - 1; i > 0; i--) {
      least = sorted[i] == sorted[i - 1] ? sorted[i] : least;
    }
    for (int name = 0; name < picture.names(); name++) {
      if (colours[name] == least) {
        colours[name] = mix(least ^ APART);
        return;
      }
    }
  }

  /// Colours become numbers, so that what is mixed is the state itself.
  private long[] words() {
    distinct();
    for (int name = 0; name < picture.names(); name++) {
      met[name] = Arrays.binarySearch(sorted, 0, picture.names(), colours[name]);
    }
    for (int node = picture.size() - 1; node >= 0; node--) {
      number(node);
    }
    long one = hashes[0];
    long two = others[0];
    for (int name = 0; name < picture.names(); name++) {
      int meaning = picture.meaning(name);
      if (meaning >= 0) {
        one += mix(hashes[meaning] ^ mix(met[name] + FIRST));
        two += mix(others[meaning] + mix(met[name] ^ OTHER));
      }
    }
    return new long[] {one, two};
  }

  private void number(int node) {
    boolean holds = picture.kind(node) == Picture.LIST || picture.kind(node) == Picture.BAG;
    long word = picture.kind(node) == Picture.NAME
        ? met[(int) picture.word(node)] : picture.word(node);
    long one = mix((word ^ FIRST) + picture.kind(node));
    long two = mix(word * APART + picture.kind(node) + OTHER);
    for (int held = node + 1; holds && held < picture.end(node); held = picture.end(held)) {
      if (picture.kind(node) == Picture.LIST) {
        one = mix(one ^ hashes[held]);
        two = mix(two + others[held]);
      } else {
        one += mix(hashes[held] + FIRST);
        two += mix(others[held] ^ OTHER);
      }
    }
    hashes[node] = one;
    others[node] = two;
  }

  static long mix(long bits) {
    long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}

package dev.goalkeeper.cli.console;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A number of bytes as people write it: `4096`, `64k`, `8m`, `2g`.
public record Size(long bytes) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})([kmg]?)");
  private static final String UNITS = "kmg";
  private static final int BITS_EACH = 10;

  static Size parse(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is no size: write 4096, 64k, 8m or 2g");
    }
    String unit = matcher.group(2);
    int shift = unit.isEmpty() ? 0 : BITS_EACH * (UNITS.indexOf(unit) + 1);
    return new Size(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
  }

  /// For picocli.
  public static final class Converter implements ITypeConverter<Size> {
    @Override
    public Size convert(String text) {
      return parse(text);
    }
  }
}

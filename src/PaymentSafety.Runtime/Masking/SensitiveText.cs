using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Masking;

/// <summary>
/// Redaction for every line of a log: rules out what can hold nothing, 64 characters at a time, and leaves the rest to <see cref="Redaction"/>, which knows the shapes. A test
/// compares the two over generated texts.
/// </summary>
internal static class SensitiveText
{
    private const int Window = 64;

    /// <summary>What is looked for within a window is no longer than twelve digits.</summary>
    private const int Overlap = 11;

    private const int Group = 4;

    public static string Mask(string text) => MayHold(text) ? Redaction.Mask(text) : text;

    /// <summary>False only where <see cref="Redaction.Mask"/> would change nothing.</summary>
    public static bool MayHold(ReadOnlySpan<char> text)
    {
        var hasDigits = false;
        if (text.Length < Window)
        {
            Span<char> padded = stackalloc char[Window];
            text.CopyTo(padded);
            if (MayHold(text, 0, ref MemoryMarshal.GetReference(padded), ref hasDigits)) return true;
        }
        else
        {
            var last = text.Length - Window;
            for (var start = 0; ; start = Math.Min(start + Window - Overlap, last))
            {
                if (MayHold(text, start, ref MemoryMarshal.GetReference(text[start..]), ref hasDigits)) return true;
                if (start == last) break;
            }
        }

        // whsec_ and rkcs_t, rkcs_l in base64; both have digits.
        return hasDigits && (text.IndexOf("d2hz".AsSpan()) >= 0 || text.IndexOf("cmtjc".AsSpan()) >= 0);
    }

    /// <param name="text">The whole text: a prefix may begin before the window.</param>
    /// <param name="start">Where the window begins in it.</param>
    /// <param name="window">The first of its 64 characters.</param>
    private static bool MayHold(ReadOnlySpan<char> text, int start, ref char window, ref bool hasDigits)
    {
        var found = Marks.Of(ref window);
        hasDigits |= found.Digits != 0;

        // A bit stays where so many digits begin. Twelve in a row, or four and a separator and four more.
        var two = found.Digits & (found.Digits >> 1);
        var four = two & (two >> 2);
        if (four != 0 && ((four & (four >> 4) & (four >> 8)) | (four & (found.Separators >> Group) & (four >> (Group + 1)))) != 0) return true;

        for (var marks = found.Underscores; marks != 0; marks &= marks - 1)
        {
            if (IsPrefix(text, start + BitOperations.TrailingZeroCount(marks))) return true;
        }

        for (var marks = found.Ts & (found.Fs >> 1); marks != 0; marks &= marks - 1)
        {
            if (IsEncodedPrefix(text, start + BitOperations.TrailingZeroCount(marks))) return true;
        }

        return false;
    }

    /// <summary>sk_, rk_, pk_, ek_, uk_, rkcs_, whsec_, and _secret_ of client secrets.</summary>
    private static bool IsPrefix(ReadOnlySpan<char> text, int underscore)
    {
        if (text[(underscore + 1)..].StartsWith("secret_", StringComparison.Ordinal)) return true;
        return underscore >= 2 && (text[underscore - 2], text[underscore - 1]) is ('s' or 'r' or 'p' or 'e' or 'u', 'k') or ('c', 's') or ('e', 'c');
    }

    /// <summary>sk_, rk_, pk_, ek_ and uk_ in base64: c2tf, cmtf, cGtf, ZWtf, dWtf.</summary>
    private static bool IsEncodedPrefix(ReadOnlySpan<char> text, int t) =>
        t >= 2 && (text[t - 2], text[t - 1]) is ('c', '2') or ('c', 'm') or ('c', 'G') or ('Z', 'W') or ('d', 'W');

    /// <summary>Where in a window certain characters are, the first in the lowest bit.</summary>
    private readonly ref struct Marks(ulong digits, ulong separators, ulong underscores, ulong ts, ulong fs)
    {
        public readonly ulong Digits = digits;
        public readonly ulong Separators = separators;
        public readonly ulong Underscores = underscores;
        public readonly ulong Ts = ts;
        public readonly ulong Fs = fs;

        public static Marks Of(ref char window)
        {
            ulong digits = 0, separators = 0, underscores = 0, ts = 0, fs = 0;
            ref var first = ref System.Runtime.CompilerServices.Unsafe.As<char, ushort>(ref window);
            for (var at = 0; at < Window; at += Vector128<byte>.Count)
            {
                // As bytes: what is beyond Latin-1 becomes ÿ, which is nothing of interest.
                var most = Vector128.Create((ushort)0xFF);
                var bytes = Vector128.Narrow(
                    Vector128.Min(Vector128.LoadUnsafe(ref first, (nuint)at), most), Vector128.Min(Vector128.LoadUnsafe(ref first, (nuint)(at + Vector128<ushort>.Count)), most));
                var values = bytes - Vector128.Create((byte)'0');
                digits |= Bits(Vector128.Equals(Vector128.Min(values, Vector128.Create((byte)9)), values), at);
                separators |= Bits(
                    Vector128.Equals(bytes, Vector128.Create((byte)' ')) | Vector128.Equals(bytes, Vector128.Create((byte)'-')) | Vector128.Equals(bytes, Vector128.Create((byte)0xA0)), at);
                underscores |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'_')), at);
                ts |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'t')), at);
                fs |= Bits(Vector128.Equals(bytes, Vector128.Create((byte)'f')), at);
            }

            return new Marks(digits, separators, underscores, ts, fs);
        }

        private static ulong Bits(Vector128<byte> matches, int at) => (ulong)matches.ExtractMostSignificantBits() << at;
    }
}

namespace PaymentSafety.Analyzers.Logging;

/// <summary>The holes of a message template: <c>{Name}</c>, <c>{@Name}</c>, <c>{$Name}</c>, <c>{0,5:x}</c>; <c>{{</c> is a brace.</summary>
internal static class MessageTemplate
{
    /// <summary>Whether the hole at each position takes its object apart.</summary>
    public static IReadOnlyList<bool> TakesApart(string template)
    {
        var holes = new List<bool>();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                continue;
            }

            if (i + 1 < template.Length && template[i + 1] == '{')
            {
                i++;
                continue;
            }

            var end = template.IndexOf('}', i);
            if (end < 0)
            {
                break;
            }

            holes.Add(template[i + 1] == '@');
            i = end;
        }

        return holes;
    }
}

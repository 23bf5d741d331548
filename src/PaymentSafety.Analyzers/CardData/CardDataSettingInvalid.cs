using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers.Options;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2011: a setting of the card data rules that cannot be read. It is ignored, and who wrote it thinks that it is not.</summary>
internal static class CardDataSettingInvalid
{
    public static void Report(CompilationAnalysisContext context, IEnumerable<InvalidSetting> settings)
    {
        foreach (var setting in settings)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.CardDataSettingInvalid, PlaceOf(setting, context), setting.Entry, setting.Key, setting.Expected));
        }
    }

    /// <summary>The compiler tells analyzers what a setting says and not where; it is found where the file is one of the additional files.</summary>
    private static Location PlaceOf(InvalidSetting setting, CompilationAnalysisContext context)
    {
        foreach (var file in context.Options.AdditionalFiles.Where(file => file.Path.EndsWith("config", StringComparison.OrdinalIgnoreCase)))
        {
            if (file.GetText(context.CancellationToken) is not { } text)
            {
                continue;
            }

            foreach (var line in text.Lines)
            {
                var content = line.ToString();
                var key = content.IndexOf(setting.Key, StringComparison.OrdinalIgnoreCase);
                var entry = key < 0 ? -1 : content.IndexOf(setting.Entry, key + setting.Key.Length, StringComparison.OrdinalIgnoreCase);
                if (entry >= 0)
                {
                    var span = new TextSpan(line.Start + entry, setting.Entry.Length);
                    return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
                }
            }
        }

        return Location.None;
    }
}

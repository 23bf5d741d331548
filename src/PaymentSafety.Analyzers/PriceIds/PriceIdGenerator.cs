using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers.PriceIds;

/// <summary>
/// Turns the price map into <c>StripePrices.LiteMonthly</c>, so that code names a plan and never an id. Off unless PaymentSafetyGeneratePriceIds is true.
/// The source depends on names and ids alone: a comment, an amount or a line break in the map makes nothing anew.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class PriceIdGenerator : IIncrementalGenerator
{
    /// <summary>The steps by which tests see what was made anew.</summary>
    internal const string MapStep = "PriceMap";

    /// <inheritdoc cref="MapStep"/>
    internal const string PlansStep = "PricePlans";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var settings = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => PriceIdSettings.Of(options.GlobalOptions));
        var maps = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => PriceIdSettings.IsMap(pair.Right.GetOptions(pair.Left)))
            .Select(static (pair, cancellation) => PriceMapReading.Of(pair.Left.Path, pair.Left.GetText(cancellation)))
            .WithTrackingName(MapStep)
            .Collect();

        context.RegisterSourceOutput(maps.Combine(settings), static (output, read) => Report(output, read.Left.FirstOrDefault(), read.Right));

        // Without places: what moves in the map must not reach the source.
        var plans = maps
            .Select(static (read, _) => read.FirstOrDefault() is { } map ? new PricePlans(map.FileName, map.Plans) : null)
            .WithTrackingName(PlansStep);
        var language = context.ParseOptionsProvider.Select(static (options, _) => options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp8 });
        context.RegisterSourceOutput(plans.Combine(settings).Combine(language), static (output, read) =>
        {
            var ((map, settings), knowsNullable) = read;
            if (settings.IsOn && map is not null)
            {
                output.AddSource("StripePrices.g.cs", SourceText.From(PriceIdSource.Of(map, settings.Namespace, knowsNullable), System.Text.Encoding.UTF8));
            }
        });
    }

    private static void Report(SourceProductionContext output, PriceMapReading? map, PriceIdSettings settings)
    {
        if (!settings.IsOn)
        {
            return;
        }

        if (map is null)
        {
            output.ReportDiagnostic(Diagnostic.Create(PriceMapDiagnostics.Missing, Location.None));
            return;
        }

        foreach (var problem in map.Problems)
        {
            output.ReportDiagnostic(Diagnostic.Create(PriceMapDiagnostics.Of(problem.Id), problem.Location(map.Path), problem.Message));
        }
    }
}

using System.CommandLine;
using PaymentSafety.Database;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Plans;

namespace PaymentSafety.Tool.Database;

/// <summary>What the tool reads besides what the gate does.</summary>
internal static class ToolPlanReaders
{
    public static IPlanReader? Of(DatabaseProvider provider) => provider == DatabaseProvider.Sqlite ? new SqlitePlanReader(ReadLimits.Default) : PlanReaders.OfGate(provider);

    /// <summary>The options of the gate, with these readers.</summary>
    public static PreflightOptions OptionsOf(ParseResult parsed) => CheckCommand.OptionsOf(parsed) with { PlanReaders = Of };
}

using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace PaymentSafety.Benchmarks;

/// <summary>Adds the column MB/s, and time for the build.</summary>
public sealed class ThroughputConfig : ManualConfig
{
    /// <summary>
    /// A project is built for every run, with all that it references. The default of two minutes is too short on a machine that is busy
    /// with other things, and a benchmark whose build was cut off is told as NA, without a reason.
    /// </summary>
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(20);

    public ThroughputConfig()
    {
        AddColumn(new ThroughputColumn());
        WithBuildTimeout(LongestBuild);
    }

    private sealed class ThroughputColumn : IColumn
    {
        public string Id => "Throughput";

        public string ColumnName => "MB/s";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "10^6 characters of text a second, by the mean";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            var nanoseconds = summary[benchmarkCase]?.ResultStatistics?.Mean;
            return nanoseconds is { } mean ? (BenchmarkText.Length * 1000.0 / mean).ToString("F0", summary.GetCultureInfo()) : "?";
        }

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public bool IsAvailable(Summary summary) => true;
    }
}

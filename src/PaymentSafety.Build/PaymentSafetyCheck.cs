using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PaymentSafety.Build;

/// <summary>
/// The preflight gate as a task: hands on what <c>payment-safety check</c> says. It fails unless the tool said, at the end of its part, that the
/// publish may go on. What <see cref="PaymentSafetyStart"/> did not start, or is not found, is started now: that takes longer, and proves the same.
/// </summary>
public sealed class PaymentSafetyCheck : GateTask, ICancelableTask
{
    private const int DefaultDeadlineSeconds = 120;

    private readonly List<ITaskItem> _left = [];
    private readonly object _lock = new();
    private ToolProcess? _tool;
    private ToolRecord? _last;
    private bool _cancelled;

    /// <summary>
    /// Options of the tool that only a compiled app has, as in <see cref="GateTask.Options"/>. With them the tool goes on where it waited for the
    /// compiler.
    /// </summary>
    public ITaskItem[] App { get; set; } = [];

    /// <summary>Codes that the compiler reports too, when it runs. Findings of theirs that stop nothing are left in <see cref="Left"/>.</summary>
    public string[] CompilerCodes { get; set; } = [];

    /// <summary>What <see cref="PaymentSafetyTell"/> is to tell where the compiler did not.</summary>
    [Output]
    public ITaskItem[] Left => [.. _left];

    // Longer than the tool's own deadline, which covers waiting for the other projects of the build: the tool can say more than we can.
    private TimeSpan TimeLimit =>
        TimeSpan.FromSeconds((2 * (int.TryParse(DeadlineSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1_000_000 ? seconds : DefaultDeadlineSeconds)) + 30);

    /// <inheritdoc/>
    public override bool Execute()
    {
        var found = Find();
        if ((found ?? StartTool(App)) is not { } tool)
            return false;
        if (!Take(tool))
        {
            // Stopped before it could be told so.
            tool.Dispose();
            return false;
        }

        if (found is not null && App.Length > 0)
            tool.GoOn(from option in App let value = option.GetMetadata("Value").Trim() where value.Length > 0 select $"{option.ItemSpec}={value}");

        var passed = HearOut(tool) && !Log.HasLoggedErrors;
        if (passed && _last?.Type == ToolRecord.Paused && CanKeep)
        {
            tool.IsWaiting = true;
            if (found is null)
                Keep(tool);
            return true;
        }

        if (found is not null)
            Forget();
        tool.Dispose();
        return passed || TellAllNow();
    }

    /// <inheritdoc/>
    public void Cancel()
    {
        lock (_lock)
        {
            _cancelled = true;
            _tool?.Kill();
        }
    }

    private bool Take(ToolProcess tool)
    {
        lock (_lock)
        {
            _tool = tool;
            return !_cancelled;
        }
    }

    /// <summary>Hands on what the tool says until it has come to the end of its part.</summary>
    private bool HearOut(ToolProcess tool)
    {
        var clock = Stopwatch.StartNew();
        var engine = BuildEngine as IBuildEngine3;
        // Other projects of the build need not wait too.
        engine?.Yield();
        try
        {
            while (tool.TryRead(TimeLimit - clock.Elapsed, out var line))
            {
                if (line is null)
                    return Judge(tool.ExitCode);
                Hear(line);
                if (_last is { Type: ToolRecord.Paused })
                    return _last.Exit is 0 or 2 || Fail(GateFailure.CutOff(_last.Exit ?? -1));
            }
        }
        finally
        {
            engine?.Reacquire();
        }

        tool.Kill();
        return Fail(GateFailure.TimedOut(TimeLimit));
    }

    private bool Judge(int exitCode) =>
        !_cancelled && ((_last is { Type: ToolRecord.Done } done && done.Exit == exitCode && (done.Exit is 0 or 2 || Log.HasLoggedErrors)) || Fail(GateFailure.CutOff(exitCode)));

    private void Hear(string singleLine)
    {
        // Masked again: a line may come from a runtime that crashed, and not from the tool's own writer.
        var line = KeyMask.Apply(singleLine);
        if (ToolRecord.TryParse(line) is not { } record)
        {
            Log.LogMessage(MessageImportance.High, "{0}", line);
            return;
        }

        _last = record;
        if (record.Type == ToolRecord.Say)
            Log.LogMessage(MessageImportance.High, "{0}", record.Text);
        else if (record.Type == ToolRecord.Diagnostic)
            Diagnose(record, line);
    }

    private void Diagnose(ToolRecord record, string line)
    {
        if (record.Severity == "error" || record.Code is null || !CompilerCodes.Contains(record.Code, StringComparer.Ordinal))
        {
            DiagnosticLog.Write(Log, record, ProjectFile);
            return;
        }

        ITaskItem2 item = new TaskItem(record.Code);
        item.SetMetadataValueLiteral(PaymentSafetyTell.Record, line);
        _left.Add(item);
    }

    /// <summary>What failed goes no further: nothing will be compiled, and so nothing told by a compiler.</summary>
    private bool TellAllNow()
    {
        foreach (var item in _left)
            PaymentSafetyTell.Write(Log, item, ProjectFile);
        _left.Clear();
        return false;
    }
}

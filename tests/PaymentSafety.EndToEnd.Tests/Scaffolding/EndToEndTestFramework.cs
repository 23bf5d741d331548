using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("PaymentSafety.EndToEnd.Tests.Scaffolding.EndToEndTestFramework", "PaymentSafety.EndToEnd.Tests")]

namespace PaymentSafety.EndToEnd.Tests.Scaffolding;

/// <summary>
/// xunit's own, and after the last test what all of them shared is deleted. A fixture would have the classes run one after the other, and the end
/// of the process is too late: the test host is not left the time.
/// </summary>
public sealed class EndToEndTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) => new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assemblyName, sources, diagnostics)
    {
        protected override async void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> testCases, IMessageSink diagnostics, IMessageSink execution, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, testCases, diagnostics, execution, options)
    {
        protected override Task BeforeTestAssemblyFinishedAsync()
        {
            Aggregator.Run(PackedFeed.Delete);
            return base.BeforeTestAssemblyFinishedAsync();
        }
    }
}

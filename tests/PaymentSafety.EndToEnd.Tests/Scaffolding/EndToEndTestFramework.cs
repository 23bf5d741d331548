using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("PaymentSafety.EndToEnd.Tests.Scaffolding.EndToEndTestFramework", "PaymentSafety.EndToEnd.Tests")]

namespace PaymentSafety.EndToEnd.Tests.Scaffolding;

/// <summary>xunit's own, and at the end of the run what all tests shared is deleted. The end of the process is too late: the test host is not left the time.</summary>
public sealed class EndToEndTestFramework : XunitTestFramework
{
    public EndToEndTestFramework(IMessageSink messages)
        : base(messages) => DisposalTracker.Add(new SharedFolder());

    private sealed class SharedFolder : IDisposable
    {
        public void Dispose() => PackedFeed.Delete();
    }
}

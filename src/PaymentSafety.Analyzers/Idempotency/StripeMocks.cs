using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>Calls that a mocking library records or checks and that never leave the test. Known by name, so that the library need not be referenced.</summary>
internal static class StripeMocks
{
    private static readonly HashSet<string> ReceiverMethods = new(StringComparer.Ordinal)
    {
        "Received", "ReceivedWithAnyArgs", "DidNotReceive", "DidNotReceiveWithAnyArgs", "When", "WhenForAnyArgs", "Verify", "Setup", "Configure", "WhenCalled", "AssertWasCalled", "AssertWasNotCalled", "Stub", "Expect",
    };

    private static readonly HashSet<string> ResultMethods = new(StringComparer.Ordinal)
    {
        "Returns", "ReturnsForAnyArgs", "ReturnsNull", "ReturnsNullForAnyArgs", "Throws", "ThrowsAsync", "ThrowsForAnyArgs", "ThrowsAsyncForAnyArgs", "ReturnsAsync", "Return", "Throw",
    };

    private static readonly HashSet<string> ArgumentMatchers = new(StringComparer.Ordinal) { "Arg", "It", "ItExpr", "A", "An", "Args", "Param" };

    public static bool IsSetup(IInvocationOperation call) =>
        IsMockReceiver(call.Instance) || HasMatcher(call) || IsArrangedResult(call.Syntax) || IsInsideSetup(call.Syntax);

    private static bool IsMockReceiver(IOperation? receiver) =>
        receiver is IInvocationOperation invocation && ReceiverMethods.Contains(invocation.TargetMethod.Name);

    /// <summary><c>Arg.Any&lt;T&gt;()</c>, <c>It.IsAny&lt;T&gt;()</c>, <c>A&lt;T&gt;._</c> among the arguments.</summary>
    private static bool HasMatcher(IInvocationOperation call) =>
        call.Arguments.Any(argument => !argument.IsImplicit && argument.Value.DescendantsAndSelf().Any(operation => operation switch
        {
            IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: var type } } => ArgumentMatchers.Contains(type),
            IMemberReferenceOperation { Member: { IsStatic: true, ContainingType: { Name: "A", IsGenericType: true } } } => true,
            _ => false,
        }));

    /// <summary><c>service.Create(options).Returns(charge)</c>.</summary>
    private static bool IsArrangedResult(SyntaxNode call) =>
        call.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Parent: Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax }
        && ResultMethods.Contains(name);

    /// <summary>A delegate handed to a mock: <c>When(x =&gt; x.Create(options))</c>, <c>mock.Verify(x =&gt; ...)</c>.</summary>
    private static bool IsInsideSetup(SyntaxNode call)
    {
        for (var node = call.Parent; node is not null and not Microsoft.CodeAnalysis.CSharp.Syntax.StatementSyntax; node = node.Parent)
        {
            if (node is Microsoft.CodeAnalysis.CSharp.Syntax.LambdaExpressionSyntax { Parent: Microsoft.CodeAnalysis.CSharp.Syntax.ArgumentSyntax { Parent.Parent: Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax outer } }
                && outer.Expression is Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
                && (ReceiverMethods.Contains(name) || name is "SetupSequence" or "VerifyNoOtherCalls" or "CallTo" or "Arrange"))
            {
                return true;
            }
        }

        return false;
    }
}

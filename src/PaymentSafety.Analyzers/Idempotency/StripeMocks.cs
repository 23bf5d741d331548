using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    /// <summary>What makes an object that answers in place of a service: <c>Substitute.For&lt;T&gt;()</c>.</summary>
    private static readonly HashSet<string> Makers = new(StringComparer.Ordinal)
    {
        "Substitute.For", "Substitute.ForPartsOf", "A.Fake", "A.Dummy", "Mock.Of", "MockRepository.GenerateMock", "MockRepository.GenerateStub",
    };

    public static bool IsSetup(SyntaxNode call, SemanticModel? model) =>
        call is InvocationExpressionSyntax invocation
        && (HasMatcher(invocation) || IsArrangedResult(invocation) || IsInsideSetup(invocation) || (Receiver(invocation) is { } receiver && IsMock(receiver, model)));

    private static ExpressionSyntax? Receiver(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Expression;

    /// <summary><c>service.Received(1)</c>, <c>mock.Object</c>, and a variable that holds what a mocking library made.</summary>
    private static bool IsMock(ExpressionSyntax receiver, SemanticModel? model) => receiver switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } when ReceiverMethods.Contains(name) => true,
        InvocationExpressionSyntax made => IsMade(made),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Object", Expression: var mock } when model?.GetTypeInfo(mock).Type?.Name == "Mock" => true,
        SimpleNameSyntax or MemberAccessExpressionSyntax => model?.GetSymbolInfo(receiver).Symbol is { Kind: SymbolKind.Local or SymbolKind.Field or SymbolKind.Property } symbol
            && Initializer(symbol) is { } value
            && IsMock(value, model.SyntaxTree == value.SyntaxTree ? model : null),
        _ => false,
    };

    private static bool IsMade(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Expression: var type }
        && Makers.Contains((type as SimpleNameSyntax ?? (type as MemberAccessExpressionSyntax)?.Name)?.Identifier.ValueText + "." + method);

    private static ExpressionSyntax? Initializer(ISymbol symbol)
    {
        var initializer = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
            _ => null,
        };
        return initializer is InvocationExpressionSyntax or MemberAccessExpressionSyntax ? initializer : null;
    }

    /// <summary><c>Arg.Any&lt;T&gt;()</c>, <c>It.IsAny&lt;T&gt;()</c>, <c>A&lt;T&gt;._</c> among the arguments.</summary>
    private static bool HasMatcher(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(argument => argument.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access.Expression is SimpleNameSyntax { Identifier.ValueText: var name } && ArgumentMatchers.Contains(name)));

    /// <summary><c>service.Create(options).Returns(charge)</c>.</summary>
    private static bool IsArrangedResult(SyntaxNode call) =>
        call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Parent: InvocationExpressionSyntax } && ResultMethods.Contains(name);

    /// <summary>A delegate handed to a mock: <c>When(x =&gt; x.Create(options))</c>, <c>mock.Verify(x =&gt; ...)</c>.</summary>
    private static bool IsInsideSetup(SyntaxNode call)
    {
        for (var node = call.Parent; node is not null and not StatementSyntax; node = node.Parent)
        {
            if (node is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } } }
                && (ReceiverMethods.Contains(name) || name is "SetupSequence" or "VerifyNoOtherCalls" or "CallTo" or "Arrange"))
            {
                return true;
            }
        }

        return false;
    }
}

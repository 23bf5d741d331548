using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Retries;

namespace PaymentSafety.Analyzers.Http;

/// <summary>A DelegatingHandler that sends a request again, and gives it another key each time.</summary>
internal static class RetryHandlers
{
    /// <summary>For <c>base.SendAsync(request, token)</c> in a retry loop: where the loop makes the key.</summary>
    public static (Location Location, SyntaxNode Key)? FreshKey(InvocationExpressionSyntax call, HttpValues values)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Name: { Identifier.ValueText: "SendAsync" or "Send" } name }
            || call.ArgumentList.Arguments.FirstOrDefault()?.Expression is not { } request
            || values.ModelOf(call) is not { } model)
        {
            return null;
        }

        var loop = call.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax).OfType<StatementSyntax>()
            .FirstOrDefault(statement => RetryLoops.BodyOf(statement) is not null && RetryLoops.IsRetryOf(statement, call, model));
        if (loop is null)
        {
            return null;
        }

        var post = new RawPost(call, "", HttpAddress.Unknown, [request], []);
        return new HeaderSetting(values, post).FreshIn(loop) is { } key ? (name.GetLocation(), key) : null;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Http;

/// <summary>A call that posts to Stripe's API without Stripe.net.</summary>
internal sealed class RawPost
{
    public RawPost(InvocationExpressionSyntax call, string displayName, HttpAddress address, IReadOnlyList<ExpressionSyntax> carriers, IReadOnlyList<HttpClientRegistrations.Registration> registrations)
    {
        Call = call;
        DisplayName = displayName;
        Address = address;
        Carriers = carriers;
        Registrations = registrations;
    }

    public InvocationExpressionSyntax Call { get; }

    /// <summary>The call as its author would say it: <c>HttpClient.PostAsync</c>.</summary>
    public string DisplayName { get; }

    public HttpAddress Address { get; }

    /// <summary>What can carry a header for this request: the request, its content, the client.</summary>
    public IReadOnlyList<ExpressionSyntax> Carriers { get; }

    /// <summary>How the client is registered, where it comes from a factory.</summary>
    public IReadOnlyList<HttpClientRegistrations.Registration> Registrations { get; }

    public Location NameLocation => ((Call.Expression as MemberAccessExpressionSyntax)?.Name ?? (Call.Expression as MemberBindingExpressionSyntax)?.Name ?? Call.Expression).GetLocation();
}

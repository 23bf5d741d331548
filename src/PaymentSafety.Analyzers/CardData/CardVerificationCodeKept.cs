using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2008: a verification code is a property of what is stored: an entity of Entity Framework, a message of a queue, a serialised contract.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CardVerificationCodeKept : PaymentAnalyzer
{
    private static readonly HashSet<string> StoredTypes = new() { "TableAttribute", "EntityAttribute", "DataContractAttribute", "ProtoContractAttribute", "MessagePackObjectAttribute", "SerializableAttribute" };
    private static readonly HashSet<string> LeftOut = new() { "NotMappedAttribute", "IgnoreDataMemberAttribute", "NonSerializedAttribute", "ProtoIgnoreAttribute", "IgnoreMemberAttribute", "JsonIgnoreAttribute" };

    /// <summary>Generic interfaces whose argument is an entity, or a message that a queue keeps until it is handled.</summary>
    private static readonly HashSet<string> TakersOfStored = new() { "IEntityTypeConfiguration", "IConsumer", "IHandleMessages" };

    public CardVerificationCodeKept()
        : base(Rules.CardVerificationCodeKept)
    {
    }

    /// <summary>What stores an order need not be what talks to Stripe.</summary>
    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var symbols = new SensitiveSymbols(CardDataOptions.Read(context.Compilation, context.Options).Sources);
        var seen = new ConcurrentDictionary<ITypeSymbol, bool>(SymbolEqualityComparer.Default);
        context.RegisterSymbolAction(
            symbol =>
            {
                foreach (var (type, store) in StoredBy(symbol.Symbol))
                {
                    Report(type, store, symbol.ReportDiagnostic);
                }
            },
            SymbolKind.NamedType,
            SymbolKind.Property);
        context.RegisterSyntaxNodeAction(
            node =>
            {
                // modelBuilder.Entity<Card>(): the name is looked at before anything is bound.
                if (((GenericNameSyntax)node.Node).Identifier.ValueText is "Entity" or "Owned"
                    && node.SemanticModel.GetSymbolInfo(node.Node, node.CancellationToken).Symbol is IMethodSymbol { ContainingType.Name: "ModelBuilder", TypeArguments: { Length: 1 } entity })
                {
                    Report(entity[0], "an entity of ModelBuilder", node.ReportDiagnostic);
                }
            },
            SyntaxKind.GenericName);

        void Report(ITypeSymbol type, string store, Action<Diagnostic> report)
        {
            if (type.DeclaringSyntaxReferences.IsEmpty || !seen.TryAdd(type.OriginalDefinition, true))
            {
                return;
            }

            foreach (var property in type.OriginalDefinition.GetMembers().OfType<IPropertySymbol>())
            {
                if (symbols.KindOf(property) == DataKind.AuthenticationData && !Has(property, LeftOut) && property.Locations.FirstOrDefault(location => location.IsInSource) is { } place)
                {
                    report(Diagnostic.Create(Rules.CardVerificationCodeKept, place, $"{type.Name}.{property.Name}", store));
                }
            }
        }
    }

    /// <summary>The types that a declaration says are stored, and as what.</summary>
    private static IEnumerable<(ITypeSymbol Type, string Store)> StoredBy(ISymbol symbol)
    {
        switch (symbol)
        {
            case IPropertySymbol { Type: INamedTypeSymbol { Name: "DbSet" or "IDbSet", TypeArguments: { Length: 1 } entity } } property:
                yield return (entity[0], $"an entity of {property.ContainingType.Name}");
                break;
            case INamedTypeSymbol type:
                if (Has(type, StoredTypes))
                {
                    yield return (type, "what is serialised or stored by its attributes");
                }

                foreach (var contract in type.AllInterfaces.Where(contract => TakersOfStored.Contains(contract.Name) && contract.TypeArguments.Length == 1))
                {
                    yield return (contract.TypeArguments[0], contract.Name == "IEntityTypeConfiguration" ? "an entity" : "a message of a queue");
                }

                break;
        }
    }

    private static bool Has(ISymbol symbol, HashSet<string> attributes) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && attributes.Contains(type.Name));
}

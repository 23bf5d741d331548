using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>How the sources of a test are compiled.</summary>
internal sealed record SourceKind(
    ReferenceSet References,
    OutputKind OutputKind,
    LanguageVersion LanguageVersion,
    NullableContextOptions Nullable,
    DocumentationMode Documentation,
    ImmutableArray<string> PreprocessorSymbols,
    bool ImplicitUsings,
    bool IsTestProject)
{
    /// <summary>What the web SDK adds when a project asks for implicit usings.</summary>
    public const string WebImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    public CSharpParseOptions ParseOptions => new(LanguageVersion, Documentation, SourceCodeKind.Regular, PreprocessorSymbols);

    // Two versions of one framework assembly meet in every real project (CS1701, CS1702); the SDK is silent about them too.
    public CSharpCompilationOptions CompilationOptions(OutputKind? outputKind) => new(
        outputKind ?? OutputKind,
        allowUnsafe: true,
        nullableContextOptions: Nullable,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]);
}

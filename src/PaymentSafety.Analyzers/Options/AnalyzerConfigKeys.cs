namespace PaymentSafety.Analyzers.Options;

/// <summary>Every key of .editorconfig and .globalconfig that the rules read, beside the compiler's own severities.</summary>
internal static class AnalyzerConfigKeys
{
    /// <summary>
    /// Which preset is in use; the presets write it themselves. A severity in a configuration file holds for every finding of a
    /// rule, so a rule that is milder in some places has no line in them and asks here instead.
    /// </summary>
    public const string Preset = "payment_safety.preset";

    /// <summary>In a section that names files: <c>false</c> leaves those files out of the search for credentials.</summary>
    public const string Scan = "payment_safety_scan";

    /// <summary>Set by the package on the AdditionalFiles that it adds; the user may set it on others.</summary>
    public const string ScanMetadata = "build_metadata.AdditionalFiles.PaymentSafetyScan";

    /// <summary>Set by the package on the AdditionalFiles item of the price map, where price ids are generated from it.</summary>
    public const string PriceMapMetadata = "build_metadata.AdditionalFiles.PaymentSafetyPriceMap";
}

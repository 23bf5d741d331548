namespace PaymentSafety.Analyzers.Logging;

/// <summary>Where a value goes when it leaves the program; each kind is the business of one rule.</summary>
internal enum SinkKind
{
    /// <summary>A log, a scope of a log, or a service that collects errors.</summary>
    Log,

    /// <summary>Standard output: in a container it is the log.</summary>
    Console,

    /// <summary>Calls that only a DEBUG build makes.</summary>
    Debug,

    /// <summary>The message of an exception, which every handler logs.</summary>
    Exception,

    /// <summary>Spans, baggage and metric labels: sent to a trace back end, baggage to every service downstream.</summary>
    Trace,

    /// <summary>A file, a cache or a message of a queue.</summary>
    Storage,

    /// <summary>An HTTP response, a cookie, a URL, a command line, or a field that Stripe shows.</summary>
    Outbound,
}

/// <summary>What is made of an object that is handed to a sink.</summary>
internal enum Rendering
{
    /// <summary>Its ToString.</summary>
    Text,

    /// <summary>ToString, or its public members where the template says <c>{@Name}</c>.</summary>
    Template,

    /// <summary>Its public members.</summary>
    Members,
}

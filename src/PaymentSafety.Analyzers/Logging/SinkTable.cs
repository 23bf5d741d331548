namespace PaymentSafety.Analyzers.Logging;

/// <summary>
/// The methods through which values leave a program, library by library. Parameter names were read from the libraries' metadata where
/// that was possible (the tests compare them), and from their sources elsewhere. Types are known by name alone, so that no library has to be there.
/// </summary>
internal static class SinkTable
{
    private const string Levels = "Trace Debug Info Warn Error Fatal";

    // Microsoft.Extensions.Logging.Abstractions 10. What [LoggerMessage] generates and what LoggerMessage.Define returns is found by shape.
    private static readonly SinkRow[] MicrosoftLogging =
    [
        new(SinkKind.Log, "Microsoft.Extensions.Logging.LoggerExtensions", "Log LogCritical LogDebug LogError LogInformation LogTrace LogWarning", "message args exception", Rendering.Template),
        new(SinkKind.Log, "Microsoft.Extensions.Logging.LoggerExtensions", "BeginScope", "messageFormat args", Rendering.Template),
        new(SinkKind.Log, "Microsoft.Extensions.Logging.ILogger", "Log", "state exception"),
        new(SinkKind.Log, "Microsoft.Extensions.Logging.ILogger", "BeginScope", "state"),
        new(SinkKind.Log, "Microsoft.Extensions.Logging.ITagCollector", "Add", "tagValue"),
        new(SinkKind.Log, "Microsoft.Extensions.Diagnostics.Enrichment.IEnrichmentTagCollector", "Add", "value"),
    ];

    // Serilog 3
    private static readonly SinkRow[] Serilog =
    [
        new(SinkKind.Log, "Serilog.ILogger Serilog.Log", "Verbose Debug Information Warning Error Fatal Write", "messageTemplate propertyValue* exception logEvent", Rendering.Template),
        new(SinkKind.Log, "Serilog.ILogger Serilog.Log", "ForContext", "value enricher enrichers", Rendering.Template),
        new(SinkKind.Log, "Serilog.ILogger Serilog.Log", "BindProperty", "value property", Rendering.Template),
        new(SinkKind.Log, "Serilog.Context.LogContext", "PushProperty", "value", Rendering.Template),
        new(SinkKind.Log, "Serilog.Context.LogContext", "Push", "enricher enrichers"),
    ];

    // NLog 6
    private static readonly SinkRow[] NLog =
    [
        new(SinkKind.Log, "NLog.ILogger NLog.ILoggerBase NLog.Logger NLog.ILoggerExtensions", Levels + " Log ConditionalTrace ConditionalDebug", "message messageFunc value exception arg* logEvent", Rendering.Template),
        new(SinkKind.Log, "NLog.ILogger NLog.ILoggerBase NLog.Logger", "TraceException DebugException InfoException WarnException ErrorException FatalException LogException", "message exception"),
        new(SinkKind.Log, "NLog.Logger", "PushScopeNested PushScopeProperties PushScopeProperty SetProperty WithProperties WithProperty", "nestedState scopeProperties propertyValue properties"),
        new(SinkKind.Log, "NLog.LogEventBuilder", "Exception Message Properties Property", "exception message arg* properties propertyName propertyValue", Rendering.Template),
        new(SinkKind.Log, "NLog.LogEventInfo", "Create", "message parameters exception", Rendering.Template),
        new(SinkKind.Log, "NLog.ScopeContext", "PushNestedState PushNestedStateProperties PushProperties PushProperty", "nestedState properties value"),
        new(SinkKind.Log, "NLog.MappedDiagnosticsContext NLog.MappedDiagnosticsLogicalContext NLog.GlobalDiagnosticsContext", "Set SetScoped", "value items"),
        new(SinkKind.Log, "NLog.NestedDiagnosticsContext NLog.NestedDiagnosticsLogicalContext", "Push PushObject", "text value"),
    ];

    // log4net 2 and 3, Common.Logging 3, Castle.Core 5
    private static readonly SinkRow[] OlderLogging =
    [
        new(SinkKind.Log, "log4net.ILog Common.Logging.ILog", Levels, "message exception formatMessageCallback"),
        new(SinkKind.Log, "log4net.ILog Common.Logging.ILog", "TraceFormat DebugFormat InfoFormat WarnFormat ErrorFormat FatalFormat", "format arg* exception"),
        new(SinkKind.Log, "log4net.Util.ILogExtensions", "DebugExt InfoExt WarnExt ErrorExt FatalExt", "message callback exception"),
        new(SinkKind.Log, "log4net.Util.ContextPropertiesBase log4net.Util.ThreadContextProperties log4net.Util.LogicalThreadContextProperties log4net.Util.GlobalContextProperties", "set_Item", "value"),
        new(SinkKind.Log, "log4net.Util.ThreadContextStack log4net.Util.LogicalThreadContextStack", "Push", "message"),
        new(SinkKind.Log, "Common.Logging.FormatMessageHandler", "Invoke", "format args"),
        new(SinkKind.Log, "Castle.Core.Logging.ILogger", Levels, "message messageFactory exception"),
        new(SinkKind.Log, "Castle.Core.Logging.ILogger", "TraceFormat DebugFormat InfoFormat WarnFormat ErrorFormat FatalFormat", "format args exception"),
    ];

    // .NET 10: System.Console, System.Diagnostics
    private static readonly SinkRow[] Framework =
    [
        new(SinkKind.Console, "System.Console", "Write WriteLine", "value format arg* buffer"),
        new(SinkKind.Log, "System.Diagnostics.Trace", "Assert Fail TraceError TraceInformation TraceWarning Write WriteIf WriteLine WriteLineIf", "message detailMessage format args value category"),
        new(SinkKind.Debug, "System.Diagnostics.Debug", "Assert Fail Print Write WriteIf WriteLine WriteLineIf", "message detailMessage* format args value category"),
        new(SinkKind.Log, "System.Diagnostics.TraceSource System.Diagnostics.TraceListener", "TraceData TraceEvent TraceInformation TraceTransfer Fail Write WriteLine", "data message detailMessage format args o"),
        new(SinkKind.Log, "System.Diagnostics.EventLog", "WriteEntry WriteEvent", "message rawData data values"),
        new(SinkKind.Log, "System.Diagnostics.Tracing.EventSource", "Write WriteEvent WriteEventCore WriteEventWithRelatedActivityId", "data arg*", Rendering.Members),
        new(SinkKind.Log, "System.Diagnostics.DiagnosticSource", "StartActivity StopActivity Write", "args value", Rendering.Members),
        new(SinkKind.Log, "System.Environment", "FailFast", "message exception"),
        new(SinkKind.Log, "System.Web.TraceContext", "Write Warn", "message category"),
    ];

    // System.Diagnostics.DiagnosticSource 10, OpenTelemetry.Api 1, Datadog.Trace 3
    private static readonly SinkRow[] Tracing =
    [
        new(SinkKind.Trace, "System.Diagnostics.Activity", "AddTag SetTag AddBaggage SetBaggage SetCustomProperty SetStatus AddEvent AddException", "value propertyValue description e exception tags"),
        new(SinkKind.Trace, "System.Diagnostics.Activity", "set_DisplayName set_TraceStateString", "value"),
        new(SinkKind.Trace, "System.Diagnostics.ActivitySource", "CreateActivity StartActivity", "name tags"),
        new(SinkKind.Trace, "System.Diagnostics.ActivityEvent", ".ctor", "name"),
        new(SinkKind.Trace, "System.Diagnostics.ActivityTagsCollection System.Diagnostics.TagList", ".ctor Add set_Item", "value item tag list tagList"),
        new(SinkKind.Trace, "System.Diagnostics.Metrics.Counter`1 System.Diagnostics.Metrics.UpDownCounter`1 System.Diagnostics.Metrics.Histogram`1", "Add Record", "tag*"),
        new(SinkKind.Trace, "OpenTelemetry.Baggage", "Create SetBaggage", "value baggageItems"),
        new(SinkKind.Trace, "OpenTelemetry.Trace.TelemetrySpan", "AddEvent RecordException SetAttribute UpdateName", "name attributes ex message stacktrace value values"),
        new(SinkKind.Trace, "OpenTelemetry.Trace.ActivityExtensions", "RecordException SetStatus", "ex tags status"),
        new(SinkKind.Trace, "Datadog.Trace.ISpan", "SetTag SetException", "value"),
    ];

    // Application Insights 2, Sentry 5, Elmah 1, Raygun4Net, Bugsnag, Rollbar, NewRelic.Agent.Api, MiniProfiler
    private static readonly SinkRow[] ErrorServices =
    [
        new(SinkKind.Log, "Microsoft.ApplicationInsights.TelemetryClient", "Track TrackAvailability TrackDependency TrackEvent TrackException TrackMetric TrackPageView TrackRequest TrackTrace", "message properties telemetry dependencyName data target eventName exception request"),
        new(SinkKind.Log, "Microsoft.ApplicationInsights.DataContracts.TraceTelemetry Microsoft.ApplicationInsights.DataContracts.EventTelemetry", "set_Message set_Name", "value"),
        new(SinkKind.Log, "Sentry.SentrySdk", "CaptureMessage CaptureException CaptureEvent AddBreadcrumb CaptureFeedback", "message exception event evt category data extra", Rendering.Members),
        new(SinkKind.Log, "Sentry.Scope Sentry.IEventLike Sentry.EventLikeExtensions Sentry.ScopeExtensions", "SetTag SetTags SetExtra SetExtras set_User", "value values tags"),
        new(SinkKind.Log, "Elmah.ErrorSignal Elmah.ErrorLog Elmah.Io.Client.IElmahioAPI", "Raise Log Error CreateMessage", "exception error message data e"),
        new(SinkKind.Log, "Mindscape.Raygun4Net.RaygunClient Mindscape.Raygun4Net.RaygunClientBase", "Send SendInBackground", "exception tags userCustomData"),
        new(SinkKind.Log, "Bugsnag.IClient", "Notify", "exception metadata"),
        new(SinkKind.Log, "Rollbar.ILogger Rollbar.IAsyncLogger", "Log Critical Error Warning Info Debug", "obj custom", Rendering.Members),
        new(SinkKind.Log, "NewRelic.Api.Agent.NewRelic NewRelic.Api.Agent.ITransaction", "NoticeError AddCustomAttribute RecordCustomEvent", "message value attributes"),
        new(SinkKind.Log, "StackExchange.Profiling.MiniProfilerExtensions", "Step CustomTiming", "name commandString"),
    ];

    // .NET 10: System.IO; ASP.NET Core's caches; StackExchange.Redis 2; the clients of the usual queues
    private static readonly SinkRow[] Storage =
    [
        new(SinkKind.Storage, "System.IO.TextWriter", "Write WriteAsync WriteLine WriteLineAsync", "value buffer format arg*"),
        new(SinkKind.Storage, "System.IO.File", "AppendAllBytes AppendAllBytesAsync AppendAllLines AppendAllLinesAsync AppendAllText AppendAllTextAsync WriteAllBytes WriteAllBytesAsync WriteAllLines WriteAllLinesAsync WriteAllText WriteAllTextAsync", "bytes contents"),
        new(SinkKind.Storage, "Microsoft.Extensions.Caching.Distributed.IDistributedCache Microsoft.Extensions.Caching.Distributed.DistributedCacheExtensions", "Set SetAsync SetString SetStringAsync", "value"),
        new(SinkKind.Storage, "Microsoft.Extensions.Caching.Memory.CacheExtensions Microsoft.Extensions.Caching.Hybrid.HybridCache", "Set SetAsync", "value", Rendering.Members),
        new(SinkKind.Storage, "StackExchange.Redis.IDatabase StackExchange.Redis.IDatabaseAsync", "StringSet StringSetAsync HashSet HashSetAsync ListLeftPush ListLeftPushAsync ListRightPush ListRightPushAsync SetAdd SetAddAsync Publish PublishAsync", "value values hashFields message"),
        new(SinkKind.Storage, "Azure.Messaging.ServiceBus.ServiceBusMessage", ".ctor", "body"),
        new(SinkKind.Storage, "Azure.Storage.Queues.QueueClient", "SendMessage SendMessageAsync", "messageText message"),
        new(SinkKind.Storage, "RabbitMQ.Client.IModel RabbitMQ.Client.IChannel RabbitMQ.Client.IModelExensions RabbitMQ.Client.IChannelExtensions", "BasicPublish BasicPublishAsync", "body"),
        new(SinkKind.Storage, "MassTransit.IPublishEndpoint MassTransit.ISendEndpoint NServiceBus.IMessageSession NServiceBus.IPipelineContext", "Publish Send", "message", Rendering.Members),
    ];

    // ASP.NET Core 10, System.Web, System.Net.Http, System.Diagnostics.Process
    private static readonly SinkRow[] Outbound =
    [
        new(SinkKind.Outbound, "Microsoft.AspNetCore.Http.HttpResponseWritingExtensions", "WriteAsync", "text"),
        new(SinkKind.Outbound, "Microsoft.AspNetCore.Http.HttpResponseJsonExtensions", "WriteAsJsonAsync", "value", Rendering.Members),
        new(SinkKind.Outbound, "Microsoft.AspNetCore.Http.Results Microsoft.AspNetCore.Http.TypedResults", "Accepted BadRequest Conflict Content Created Json NotFound Ok Problem Text UnprocessableEntity ValidationProblem", "value error content data utf8Content detail title extensions problemDetails errors uri", Rendering.Members),
        new(SinkKind.Outbound, "Microsoft.AspNetCore.Mvc.ControllerBase", "Accepted AcceptedAtAction AcceptedAtRoute BadRequest Conflict Content Created CreatedAtAction CreatedAtRoute NotFound Ok Problem StatusCode UnprocessableEntity", "value error content detail title extensions routeValues uri", Rendering.Members),
        new(SinkKind.Outbound, "Microsoft.AspNetCore.Mvc.ControllerBase Microsoft.AspNetCore.Mvc.RazorPages.PageModel Microsoft.AspNetCore.Http.Results Microsoft.AspNetCore.Http.TypedResults", "Redirect RedirectPermanent LocalRedirect RedirectToAction RedirectToRoute RedirectToPage", "url localUrl routeValues", Rendering.Members),
        new(SinkKind.Outbound, "Microsoft.AspNetCore.Http.HttpResponse", "Redirect", "location"),
        new(SinkKind.Outbound, "Microsoft.AspNetCore.Mvc.Controller", "View PartialView Json", "model data", Rendering.Members),
        new(SinkKind.Outbound, "Microsoft.AspNetCore.Http.HeaderDictionaryExtensions", "Append AppendCommaSeparatedValues", "value values"),
        new(SinkKind.Outbound, "Microsoft.AspNetCore.Http.IResponseCookies", "Append", "value"),
        new(SinkKind.Outbound, "System.Web.HttpResponse System.Web.HttpResponseBase", "Write BinaryWrite", "ch obj s buffer"),
        new(SinkKind.Outbound, "System.Diagnostics.Process System.Diagnostics.ProcessStartInfo", "Start .ctor set_Arguments", "arguments value"),
        new(SinkKind.Outbound, "System.Uri", ".ctor", "uriString relativeUri"),
        new(SinkKind.Outbound, "System.Net.Http.HttpClient System.Net.Http.HttpRequestMessage", "GetAsync GetStringAsync GetByteArrayAsync GetStreamAsync DeleteAsync PostAsync PutAsync PatchAsync .ctor", "requestUri"),
    ];

    public static IEnumerable<SinkRow> Rows { get; } =
        [.. MicrosoftLogging, .. Serilog, .. NLog, .. OlderLogging, .. Framework, .. Tracing, .. ErrorServices, .. Storage, .. Outbound];
}

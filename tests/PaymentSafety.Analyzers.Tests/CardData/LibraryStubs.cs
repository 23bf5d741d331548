namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>Signatures of libraries that the tests do not reference, written from their public documentation: the rules know them by metadata name.</summary>
internal static class LibraryStubs
{
    public const string Source = """
        using System;
        using System.Collections.Generic;

        namespace Sentry
        {
            public static class SentrySdk
            {
                public static SentryId CaptureMessage(string message, SentryLevel level = SentryLevel.Info) => default;
                public static SentryId CaptureException(Exception exception) => default;
                public static SentryId CaptureEvent(SentryEvent evt, Scope scope = null) => default;
                public static void AddBreadcrumb(string message, string category = null, string type = null, IDictionary<string, string> data = null, BreadcrumbLevel level = default) { }
                public static void ConfigureScope(Action<Scope> configureScope) { }
            }
            public struct SentryId { }
            public enum SentryLevel { Info }
            public enum BreadcrumbLevel { Info }
            public interface IEventLike { IReadOnlyDictionary<string, object> Extra { get; } void SetTag(string key, string value); void SetExtra(string key, object value); }
            public class SentryEvent : IEventLike { public IReadOnlyDictionary<string, object> Extra => null; public void SetTag(string key, string value) { } public void SetExtra(string key, object value) { } public SentryMessage Message { get; set; } }
            public class SentryMessage { public string Message { get; set; } }
            public class Scope : IEventLike { public IReadOnlyDictionary<string, object> Extra => null; public void SetTag(string key, string value) { } public void SetExtra(string key, object value) { } }
        }

        namespace Microsoft.ApplicationInsights
        {
            public sealed class TelemetryClient
            {
                public void TrackTrace(string message) { }
                public void TrackTrace(string message, IDictionary<string, string> properties) { }
                public void TrackEvent(string eventName, IDictionary<string, string> properties = null, IDictionary<string, double> metrics = null) { }
                public void TrackException(Exception exception, IDictionary<string, string> properties = null, IDictionary<string, double> metrics = null) { }
                public void TrackTrace(DataContracts.TraceTelemetry telemetry) { }
            }
        }

        namespace Microsoft.ApplicationInsights.DataContracts
        {
            public sealed class TraceTelemetry { public TraceTelemetry() { } public TraceTelemetry(string message) { } public string Message { get; set; } public IDictionary<string, string> Properties { get; } }
        }

        namespace log4net
        {
            public interface ILog { void Debug(object message); void Info(object message); void Info(object message, Exception exception); void Error(object message, Exception exception); void InfoFormat(string format, params object[] args); void WarnFormat(string format, object arg0); }
            public static class ThreadContext { public static Util.ThreadContextProperties Properties => null; }
            public static class LogicalThreadContext { public static Util.LogicalThreadContextProperties Properties => null; }
        }

        namespace log4net.Util
        {
            public abstract class ContextPropertiesBase { public abstract object this[string key] { get; set; } }
            public sealed class ThreadContextProperties : ContextPropertiesBase { public override object this[string key] { get => null; set { } } }
            public sealed class LogicalThreadContextProperties : ContextPropertiesBase { public override object this[string key] { get => null; set { } } }
        }

        namespace Microsoft.Extensions.Compliance.Classification
        {
            public class DataClassificationAttribute : Attribute { public DataClassificationAttribute() { } }
            public sealed class NoDataClassificationAttribute : DataClassificationAttribute { }
            public sealed class UnknownDataClassificationAttribute : DataClassificationAttribute { }
            public readonly struct DataClassification { }
            public sealed class DataClassificationSet { }
        }

        namespace Microsoft.Extensions.Compliance.Redaction
        {
            public abstract class Redactor { public string Redact(ReadOnlySpan<char> source) => ""; public virtual string Redact(string source) => ""; public string Redact<T>(T value, string format = null, IFormatProvider provider = null) => ""; }
            public sealed class NullRedactor : Redactor { public static NullRedactor Instance => null; public override string Redact(string source) => source; }
            public sealed class ErasingRedactor : Redactor { public static ErasingRedactor Instance => null; }
            public interface IRedactorProvider { Redactor GetRedactor(Classification.DataClassificationSet classifications); }
            public static class RedactionStringBuilderExtensions { public static System.Text.StringBuilder AppendRedacted(this System.Text.StringBuilder stringBuilder, Redactor redactor, string value) => stringBuilder; }
        }

        namespace Microsoft.Extensions.Logging
        {
            [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)] public sealed class LogPropertiesAttribute : Attribute { }
            [AttributeUsage(AttributeTargets.Property)] public sealed class LogPropertyIgnoreAttribute : Attribute { }
            [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)] public sealed class TagProviderAttribute : Attribute { public TagProviderAttribute(Type providerType, string providerMethod) { } }
            public interface ITagCollector { void Add(string tagName, object tagValue); void Add(string tagName, object tagValue, Compliance.Classification.DataClassificationSet classifications); }
        }

        namespace Mindscape.Raygun4Net { public class RaygunClient { public void Send(Exception exception) { } public void SendInBackground(Exception exception, IList<string> tags, System.Collections.IDictionary userCustomData) { } } }
        namespace Bugsnag { public interface IClient { void Notify(Exception exception); void Notify(string message, IDictionary<string, object> metadata); } }
        namespace Rollbar { public interface ILogger { ILogger Log(object obj); ILogger Error(object obj, IDictionary<string, object> custom = null); ILogger Info(object obj, IDictionary<string, object> custom = null); } }
        namespace Datadog.Trace { public interface ISpan { ISpan SetTag(string key, string value); void SetException(Exception exception); } }
        namespace NewRelic.Api.Agent { public static class NewRelic { public static void NoticeError(string message, IDictionary<string, string> parameters) { } public static void RecordCustomEvent(string eventType, IEnumerable<KeyValuePair<string, object>> attributes) { } } public interface ITransaction { ITransaction AddCustomAttribute(string key, object value); } }
        namespace OpenTelemetry { public struct Baggage { public static Baggage SetBaggage(string name, string value) => default; } }
        namespace OpenTelemetry.Trace { public class TelemetrySpan { public TelemetrySpan SetAttribute(string key, string value) => this; public TelemetrySpan AddEvent(string name) => this; public TelemetrySpan UpdateName(string name) => this; public TelemetrySpan RecordException(Exception ex) => this; } }
        namespace StackExchange.Profiling { public static class MiniProfilerExtensions { public static IDisposable Step(this MiniProfiler profiler, string name) => null; } public class MiniProfiler { public static MiniProfiler Current => null; } }
        namespace Castle.Core.Logging { public interface ILogger { void Info(string message); void Info(Func<string> messageFactory); void InfoFormat(string format, params object[] args); } }
        namespace Common.Logging { public delegate string FormatMessageHandler(string format, params object[] args); public interface ILog { void Info(object message); void Info(Action<FormatMessageHandler> formatMessageCallback); void InfoFormat(string format, params object[] args); } }
        namespace Elmah { public class ErrorSignal { public static ErrorSignal FromCurrentContext() => null; public void Raise(Exception e) { } } }
        namespace StackExchange.Redis { public struct RedisKey { public static implicit operator RedisKey(string key) => default; } public struct RedisValue { public static implicit operator RedisValue(string value) => default; } public interface IDatabase { bool StringSet(RedisKey key, RedisValue value, TimeSpan? expiry = null); } }
        namespace Destructurama.Attributed { public class NotLoggedAttribute : Attribute { } public class LogMaskedAttribute : Attribute { public int ShowLast { get; set; } } }
        namespace MediatR { public interface IRequest<T> { } public delegate System.Threading.Tasks.Task<T> RequestHandlerDelegate<T>(); public interface IPipelineBehavior<TRequest, TResponse> { } public interface IMediator { System.Threading.Tasks.Task<T> Send<T>(IRequest<T> request); } }
        """;
}

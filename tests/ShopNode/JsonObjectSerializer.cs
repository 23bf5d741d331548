using System.Collections.Specialized;
using System.Text.Json;
using Quartz.Spi;

namespace PaymentSafety.Tests.Nodes;

/// <summary>
/// What an app takes Quartz.Serialization.SystemTextJson for. With <c>UseProperties</c> a job's data are names and texts, and this job has none of its own: a recovered one is told which
/// trigger it is recovered from.
/// </summary>
public sealed class JsonObjectSerializer : IObjectSerializer
{
    public void Initialize()
    {
    }

    public byte[] Serialize<T>(T obj)
        where T : class => obj switch
        {
            NameValueCollection properties => JsonSerializer.SerializeToUtf8Bytes(properties.AllKeys.ToDictionary(key => key!, key => properties[key])),
            IDictionary<string, object> data => JsonSerializer.SerializeToUtf8Bytes(data),
            _ => throw new NotSupportedException($"Nobody writes {obj.GetType().Name}."),
        };

    public T? DeSerialize<T>(byte[] data)
        where T : class
    {
        if (typeof(T) != typeof(NameValueCollection)) throw new NotSupportedException($"Nobody reads {typeof(T).Name}.");
        var properties = new NameValueCollection();
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(data)!) properties[name] = value;
        return (T)(object)properties;
    }
}

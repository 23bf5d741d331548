namespace PaymentSafety.Core.Json;

/// <summary>What a JSON value is. The names are those of System.Text.Json, which an analyzer cannot reference: nothing may lie beside it.</summary>
public enum JsonValueKind
{
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}

namespace PaymentSafety.Core;

/// <summary>Where a program runs that is handed to its users whole, strings included.</summary>
public enum ClientKind
{
    None,
    BlazorWebAssembly,
    MobileApp,
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PaymentSafety.Tests.Stripe;

/// <summary>Certificates that nobody should trust, made when they are needed.</summary>
public static class TlsCertificates
{
    /// <summary>For this computer, and signed by itself.</summary>
    public static X509Certificate2 Untrusted() => Make("localhost", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), IPAddress.Loopback);

    /// <summary>For this computer, and out of date.</summary>
    public static X509Certificate2 Expired() => Make("localhost", DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(-1), IPAddress.Loopback);

    /// <summary>For another host.</summary>
    public static X509Certificate2 WrongName() => Make("other.example", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    private static X509Certificate2 Make(string name, DateTimeOffset from, DateTimeOffset to, IPAddress? address = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null) names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());

        using var certificate = request.CreateSelfSigned(from, to);
        // Through PKCS#12: a key that only lives in memory does not serve TLS on Windows.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}

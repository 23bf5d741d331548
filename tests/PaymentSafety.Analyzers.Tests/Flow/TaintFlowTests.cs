using PaymentSafety.Analyzers.Flow;

namespace PaymentSafety.Analyzers.Tests.Flow;

/// <summary>Each construct of C# that values go through, with a value that gets through it and one that does not.</summary>
public class TaintFlowTests
{
    [Theory]
    // Sources and locals
    [InlineData("Leak(secret); Fine(other); Fine(nameof(secret)); Fine(\"secret\");")]
    [InlineData("var a = secret; var b = a; Leak(b); a = other; Fine(a); Leak(b);")]
    [InlineData("secret = \"clean\"; Fine(secret);")]
    [InlineData("string a; if (flag) a = secret; else a = other; Leak(a); a = null; Fine(a);")]
    [InlineData("var secretCopy = Mask(other); Fine(secretCopy);")]
    [InlineData("string secretLater = External.Unknown(other); Leak(secretLater);")]
    // Reassignment and masks kill
    [InlineData("var a = secret; a = Mask(a); Fine(a); Fine(Mask(secret)); Leak(secret + Mask(secret));")]
    [InlineData("var a = secret; if (flag) a = Mask(a); Leak(a);")]
    [InlineData("var a = secret; if (flag) a = Mask(a); else a = other; Fine(a);")]
    // Choices
    [InlineData("Leak(flag ? secret : other); Fine(secret == null ? other : \"\"); var a = flag ? other : secret; Leak(a);")]
    [InlineData("Leak(secret ?? other); Leak(other ?? secret); Fine(other ?? \"\");")]
    [InlineData("other ??= secret; Leak(other);")]
    [InlineData("Leak(box?.Secret); Fine(box?.A); Leak(box?.Inner?.Secret); Leak(secret?.Trim()); Fine(secret?.Length);")]
    [InlineData("var a = number switch { 1 => secret, _ => other }; Leak(a); var b = secret switch { \"\" => 1, _ => 2 }; Fine(b);")]
    [InlineData("string a; switch (number) { case 1: a = secret; break; default: a = other; break; } Leak(a); Fine(other);")]
    // Texts
    [InlineData("Leak($\"x {secret}\"); Fine($\"x {other} {secret.Length}\"); Leak($\"{secret,5:x}\"); var a = $\"{secret}\"; Leak(a);")]
    [InlineData("Leak(\"a\" + secret + 1); var a = \"\"; a += secret; Leak(a); Fine(\"a\" + other);")]
    [InlineData("Leak(string.Format(\"{0} {1}\", other, secret)); Fine(string.Format(\"{0}\", other)); Leak(string.Concat(other, secret)); Leak(string.Join(\",\", secret, other));")]
    [InlineData("Leak(secret.Trim().ToUpper()); Leak(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))); Fine(secret.StartsWith(\"a\")); Fine(string.IsNullOrEmpty(secret));")]
    [InlineData("var sb = new StringBuilder(); sb.Append(other); Fine(sb.ToString()); sb.Append(secret).Append(other); Leak(sb.ToString());")]
    [InlineData("var sb = new StringBuilder(); sb.Append(other).Append(secret); Leak(sb); var clean = new StringBuilder(other); Fine(clean);")]
    [InlineData("var sb = new StringBuilder(); sb.Append($\"x {secret}\"); Leak(sb); var sc = new StringBuilder(); sc.Append($\"x {other}\"); Fine(sc);")]
#if ROSLYN_4_14_OR_GREATER // The language that the oldest compiler does not know.
    [InlineData("System.Runtime.CompilerServices.DefaultInterpolatedStringHandler h = $\"x {secret}\"; Leak(h.ToStringAndClear());")]
#endif
    // Tuples and deconstruction
    [InlineData("var t = (secret, other); Leak(t.Item1); Fine(t.Item2); Leak(t); (string A, string B) n = t; Leak(n.A); Fine(n.B);")]
    [InlineData("var (a, b) = (secret, other); Leak(a); Fine(b); (a, b) = (b, a); Fine(a); Leak(b);")]
    [InlineData("var (a, (b, c)) = (other, (secret, other)); Fine(a); Leak(b); Fine(c);")]
    [InlineData("var (a, b) = new Pair(secret, other); Leak(a); Fine(b); var (x, y) = new Point(other, secret); Fine(x); Leak(y);")]
    [InlineData("var map = new Dictionary<string, string>(); map[\"k\"] = secret; foreach (var (k, v) in map) Leak(v);")]
    // Objects, member by member
    [InlineData("var b = new Box { A = secret, B = other }; Leak(b.A); Fine(b.B); Leak(b); b.A = Mask(secret); Fine(b.A); Fine(b);")]
    [InlineData("var b = new Box { A = flag ? secret : \"\", B = other }; Leak(b.A); Fine(b.B); var c = b; Leak(c.A); Fine(c.B);")]
    [InlineData("var b = new Box { Items = { secret }, Inner = new Box { A = secret } }; Leak(b.Items); Leak(b.Inner); Fine(b.A);")]
    [InlineData("var b = new Box(); b.Inner.A = secret; Leak(b); b.A = other; Fine(b.A); field = secret; Leak(field); Property = secret; Leak(Property); this.field = other; Fine(field);")]
    [InlineData("shared = secret; Leak(shared); C.shared = other; Fine(shared);")]
    [InlineData("var p = new Pair(secret, other); Leak(p.First); Fine(p.Second); var q = p with { Second = secret }; Leak(q.Second); var r = p with { First = \"\" }; Fine(r.First); Fine(r);")]
    [InlineData("var a = new { secret, N = other }; Leak(a.secret); Fine(a.N); Leak(a); var b = new { secret = Mask(secret) }; Fine(b); Fine(b.secret);")]
    [InlineData("Cell c; c.A = secret; c.B = other; Leak(c.A); Fine(c.B); var d = c; Leak(d.A); Fine(d.B);")]
    [InlineData("var p = new Point(secret, other); Leak(p.X); Fine(p.Y);")]
    // Collections
    [InlineData("var l = new List<string> { secret }; Leak(l[0]); Leak(l); var m = new List<string> { other }; Fine(m); m.Add(secret); Leak(m[0]);")]
    [InlineData("var d = new Dictionary<string, string> { [\"a\"] = secret }; Leak(d[\"a\"]); Leak(d.Values); var e = new Dictionary<string, string> { { \"a\", other } }; Fine(e[\"a\"]);")]
    [InlineData("string[] a = { secret }; Leak(a); Leak(a[0]); a = new[] { other }; Fine(a[0]); a[0] = secret; Leak(a[0]); Fine(a.Length);")]
#if ROSLYN_4_14_OR_GREATER // The language that the oldest compiler does not know.
    [InlineData("List<string> l = [other, secret]; Leak(l); List<string> m = [other]; Fine(m); string[] n = [.. m, .. l]; Leak(n[1]);")]
#endif
    [InlineData("foreach (var x in new[] { secret }) Leak(x); foreach (var x in new[] { other }) Fine(x); foreach (var c in list) Fine(c);")]
    [InlineData("if (new Dictionary<string, string> { [\"a\"] = secret }.TryGetValue(\"a\", out var v)) Leak(v);")]
#if ROSLYN_4_14_OR_GREATER // The language that the oldest compiler does not know.
    [InlineData("Leak(secret[1..]); Leak(new[] { secret }[^1]); ReadOnlySpan<char> span = secret; Leak(span.ToString());")]
#endif
    // LINQ and lambdas
    [InlineData("var l = new List<string> { secret }; Leak(l.Select(x => x.Trim()).ToList()); Fine(l.Select(x => x.Length)); Fine(l.Select(x => \"\")); Leak(l.Where(x => x != \"\").First());")]
    [InlineData("var q = from x in list let y = x + secret where y != \"\" select y.Trim(); Leak(q); var r = from x in list select x.Trim(); Fine(r);")]
    [InlineData("Leak(list.Select(x => secret)); Fine(list.Where(x => x == secret)); Leak(list.Aggregate(secret, (sum, x) => sum + x));")]
    [InlineData("Action a = () => Leak(secret); a(); Func<Task> f = async () => { await Task.Yield(); Leak(secret); Fine(other); };")]
    [InlineData("var sb = new StringBuilder(); list.ForEach(x => sb.Append(secret)); Leak(sb);")]
    [InlineData("Task.Run(() => Leak(secret)); Leak(Task.Run(() => secret).Result);")]
    [InlineData("Leak(new List<string> { secret }.ConvertAll(Convert.ToString)); Fine(new List<string> { secret }.Select(Mask));")]
    // Patterns
    [InlineData("object o = secret; if (o is string s) Leak(s); if (o is string { Length: > 3 } t) Leak(t); if (other is { } u) Fine(u);")]
    [InlineData("if (box is { Secret: var s, A: var a }) { Leak(s); Fine(a); } if (box is { Inner: { Secret: { Length: > 3 } q } }) Leak(q);")]
    [InlineData("if (new Pair(secret, other) is (var a, var b)) { Leak(a); Fine(b); } if (new[] { secret } is [var first, .. var rest]) { Leak(first); Leak(rest); }")]
    [InlineData("var a = (object)box switch { Box { Secret: var s } => s, string t => t, _ => \"\" }; Leak(a);")]
    // Control flow
    [InlineData("var a = other; for (var i = 0; i < 3; i++) { Leak(a); a = secret; }")]
    [InlineData("var a = secret; while (flag) { a = Mask(a); flag = false; } Leak(a);")]
    [InlineData("string a = \"\", b = \"\", c = \"\", d = \"\"; do { Leak(d); d = c; c = b; b = a; a = secret; } while (flag);")]
    [InlineData("var a = other; try { a = secret; External.Unknown(a); a = other; } catch { Leak(a); } Fine(\"\");")]
    [InlineData("var a = other; try { a = secret; } catch (Exception e) when (Note(a)) { Leak(a); } finally { Leak(a); }")]
    [InlineData("var a = secret; try { External.Unknown(a); } finally { a = \"\"; } Fine(a);")]
    [InlineData("var a = other; try { if (flag) { a = secret; return other; } } finally { Leak(a); } Fine(a);")]
    [InlineData("var a = secret; try { try { External.Unknown(a); } finally { a = other; } } finally { Fine(\"\"); } Fine(a);")]
    [InlineData("using (var w = new System.IO.StringReader(secret)) { Leak(w.ReadToEnd()); } lock (list) { Leak(secret); }")]
    [InlineData("goto skip; skip: Leak(secret); if (flag) return secret; Fine(other);")]
    [InlineData("Leak(await Task.FromResult(secret)); Fine(await Task.FromResult(other)); await foreach (var x in Stream(secret)) Leak(x);")]
    // Local functions
    [InlineData("string Local(string x) => x + \"!\"; Leak(Local(secret)); Fine(Local(other));")]
    [InlineData("void Local(string x) => Leak(x); Local(secret); void Never() => Leak(secret); string Loop(string x) => flag ? Loop(x) : x; Leak(Loop(secret));")]
    [InlineData("var a = other; void Set() => a = secret; Set(); Leak(a);")]
    [InlineData("string Local(string x) { string Deeper(string y) => y; return Deeper(x); } Leak(Local(secret)); Leak(new[] { secret }.Select(Local));")]
    // What leaves a method
    [InlineData("External.Try(out var a); Fine(a); External.Try(out var secretOut); Leak(secretOut); External.Try(out secret); Leak(secret);")]
    [InlineData("Fine(External.Unknown(secret)); var result = External.Fetch<Box>(secret); Fine(result.A); Leak(result.Secret);")]
    [InlineData("dynamic d = secret; Leak((string)d); object o = (object)secret; Leak((string)o); Leak(o as string);")]
    public Task Follows(string lines) => FlowRun.VerifyAsync(
        $$"""
            public async Task<string> M(string secret, string other, bool flag, int number, List<string> list, Box box)
            {
                {{lines}}
                await Task.Yield();
                return other;
            }
            private static bool Note(string value) => true;
            private static async IAsyncEnumerable<string> Stream(string value) { await Task.Yield(); yield return value; }
        """);

    [Theory]
    [InlineData("string Helper(string x) => x.Trim(); void M(string secret, string other) { Leak(Helper(secret)); Fine(Helper(other)); }")]
    [InlineData("string Helper(string x) { return Mask(x); } void M(string secret) => Fine(Helper(secret));")]
    [InlineData("string Helper(string x, string y) => y; void M(string secret, string other) { Fine(Helper(secret, other)); Leak(Helper(y: secret, x: other)); }")]
    [InlineData("string Helper() => new Box().Secret; void M() => Leak(Helper());")]
    [InlineData("string Helper(string secret) => secret.Trim(); void M(string other) { Leak(Helper(other)); Fine(Helper(\"\")); Fine(Helper(Mask(other))); }")]
    [InlineData("async Task<string> Helper(string x) { await Task.Yield(); return x; } async Task M(string secret, string other) { Leak(await Helper(secret)); Fine(await Helper(other)); }")]
    [InlineData("string Shown => new Box().Secret; string Hidden => Mask(new Box().Secret); void M() { Leak(Shown); Fine(Hidden); }")]
    [InlineData("IEnumerable<string> Helper(string x) { yield return x; } void M(string secret) { foreach (var x in Helper(secret)) Leak(x); }")]
    [InlineData("protected virtual string Helper(string x) => x; void M(string secret) => Fine(Helper(secret));")]
    [InlineData("static T Same<T>(T x) => x; void M(string secret, string other) { Leak(Same(secret)); Fine(Same(other)); }")]
    [InlineData("string Setter { set { Fine(value); } } string SecretSetter { set { Fine(value.Length); } } string Getter { get { Leak(new Box().Secret); return \"\"; } }")]
    [InlineData("C(string secret) { Leak(secret); field = secret; Leak(field); }")]
    [InlineData("static readonly string Initial = Make(new Box().Secret); static string Make(string x) { return x; } void M() { }")]
    [InlineData("class Holder { public Holder(string x, string y) { A = x; B = Mask(y); } public string A { get; } public string B { get; } } void M(string secret) { var h = new Holder(secret, secret); Leak(h.A); Fine(h.B); Leak(h); }")]
    public Task Follows_helpers_one_level_deep(string members) => FlowRun.VerifyAsync(members);

    [Fact]
    public async Task A_helper_that_leaks_is_told_at_the_call()
    {
        var hits = await FlowRun.VerifyAsync("void Helper(object x) => Leak(x); void M(string secret, string other) { Helper(secret); Helper(other); }");

        Assert.Equal(["secret from secret"], hits);
    }

    [Fact]
    public async Task A_helper_whose_own_parameter_is_a_source_is_told_once()
    {
        var hits = await FlowRun.VerifyAsync("void Helper(string secretText) => Leak(secretText); void M(string secret) => Helper(secret);");

        Assert.Equal(["secretText from secretText"], hits);
    }

    [Fact]
    public async Task Two_levels_are_one_too_many()
    {
        var hits = await FlowRun.VerifyAsync("void Inner(object x) => Fine(x); void Outer(object x) => Inner(x); void M(string secret) => Outer(secret);");

        Assert.Empty(hits);
    }

    [Fact]
    public async Task Gives_up_in_silence_and_says_how_often()
    {
        var budget = new TaintBudget(steps: 50);
        var lines = string.Concat(Enumerable.Range(0, 100).Select(i => $"var a{i} = secret + {i}; Fine(a{i});"));

        Assert.Single(await FlowRun.VerifyAsync($"void M(string secret) {{ {lines} }} void N(string secret) {{ Leak(secret); }}", budget));
        Assert.Equal(1, budget.GivenUp);
    }

    [Fact]
    public async Task Keeps_few_origins()
    {
        var hits = await FlowRun.VerifyAsync("void M(string secret1, string secret2, string secret3, string secret4, string secret5) => Leak(secret1 + secret2 + secret3 + secret4 + secret5);");

        Assert.Single(hits);
    }
}

use std::io::BufRead;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let d: fauxpas::Draft = serde_json::from_value(v["draft"].clone()).unwrap();
        println!("{}", fauxpas::signals(&d).join(" "));
    }
}

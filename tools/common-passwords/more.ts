/**
 * Passwords tried first that the public list of 2011 to 2015 has not: Korean keyboard words, seasons, newer names.
 *
 * Eight characters or more (shorter ones are refused by their length), in lower case.
 */
export const MORE_PASSWORDS: readonly string[] = `
password password1 password12 password123 password1234 password12345 password! password1! password123!
password01 password2 passw0rd passw0rd1 p@ssword p@ssw0rd p@ssw0rd1 p@ssword1 p@$$w0rd p@$$word pa$$word pa55word
passwort passwords mypassword newpassword thepassword yourpassword drowssap passpass passport passion1
12345678 123456789 1234567890 12345678910 123456789a 123456789q 12345678a 12345678q 01234567 012345678 0123456789
87654321 987654321 9876543210 0987654321 11111111 111111111 1111111111 22222222 33333333 44444444 55555555
66666666 77777777 88888888 888888888 99999999 999999999 00000000 000000000 0000000000 12341234 12344321 11223344
1122334455 112233445566 12121212 123123123 123123123a 123321123 147258369 159753456 741852963 789456123 963852741
13579246 24681012 31415926 10203040 10101010 19841984 20002000 20202020 12345679 12345687 123654789 1234567q
1234qwer qwer1234 qwer1234! qwerty12 qwerty123 qwerty1234 qwerty12345 qwertyui qwertyuiop qwertyuiop123 qwerqwer
qweasdzxc qweasd123 qweqweqwe qazwsxedc qazwsxed qazwsx123 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 zaq12wsx zaq1zaq1 zaq1xsw2
1q2w3e4r 1q2w3e4r! 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 asdfghjk asdfghjkl asdf1234 asdfasdf asdfqwer
zxcvbnm123 zxcvbnm1 zxcv1234 zxcvzxcv poiuytrewq lkjhgfdsa mnbvcxz1 1a2b3c4d a1b2c3d4 a1b2c3d4e5 a1s2d3f4
aaaaaaaa aaaaaaaaa abcdefgh abcdefghi abcdefg1 abcd1234 abcd1234! abc12345 abc123456 abc123abc abcabcabc abc123456789
aa123456 aa12345678 a1234567 a12345678 a123456789 q1234567 qq123456 z1234567 test1234 test12345 testtest testing1
testing123 testpass tester123 guest123 guest1234 temp1234 temppass changeme changeme1 changeme123 letmein1 letmein123
letmein! welcome1 welcome12 welcome123 welcome1234 welcome! welcome1! iloveyou iloveyou1 iloveyou2 iloveyou123
iloveyou! iloveme1 loveyou1 lovelove lovely123 love1234 ilovegod whatever whatever1 trustno1 trustno1! nothing1
admin123 admin1234 admin12345 admin123! adminadmin administrator root1234 rootroot toor1234 user1234 username
username1 default1 secret123 secret12 topsecret master123 master12 master1234 mastermind super123 superman superman1
superstar spiderman batman123 starwars starwars1 pokemon1 pokemon123 naruto123 minecraft minecraft1 fortnite roblox123
football football1 football123 baseball baseball1 basketball softball volleyball hockey123 liverpool liverpool1
arsenal1 chelsea1 barcelona barcelona1 realmadrid juventus manchester yankees1 steelers cowboys1 lakers24 jordan23
princess princess1 sunshine sunshine1 shadow123 shadow12 dragon123 dragon12 monkey123 monkey12 michelle michelle1
jennifer jennifer1 jessica1 jasmine1 samantha samantha1 victoria victoria1 elizabeth alexander alexandra
charlie1 charlie123 michael1 michael123 jonathan benjamin nicholas christian christopher danielle patricia
blink182 metallica slipknot nirvana1 computer computer1 internet internet1 samsung1 samsung123 google123
facebook facebook1 linkedin linkedin1 microsoft windows1 corvette mustang1 mercedes porsche1 ferrari1 maverick
midnight freedom1 diamonds platinum chocolate chocolate1 cheese123 butterfly butterfly1 rainbow1 flower123
butterfly123 tinkerbell hello123 hello1234 hello12345 hellohello helloworld hi123456 summer2024 summer2025 summer2026
winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025 autumn2026 january1 december1 monday123 friday13
qkrrudtn dkssud12 dkssudgktpdy tkfkdgo1 tkfkdgo12 tkfkdgody gksrnrdls eogksalsrnr rlatlsdud wkdrndrns
dlatl123 dlatl1234 tlstkfkd qlalfqjsgh qwe123qwe qwe123123 korea123 korea1234 seoul1234 love0000 angel1004 1004angel
10041004 12131415 00001111 0000abcd correcthorse correcthorsebatterystaple opensesame abracadabra
`
  .trim()
  .split(/\s+/);

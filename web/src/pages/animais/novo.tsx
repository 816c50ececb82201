import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { animal } from "@/messages/animal";
import { shop } from "@/messages/shop";
import { NewAnimalScreen } from "@/screens/shop/animais/NewAnimalScreen";

export default screen(NewAnimalScreen, { texts: [shop, animal], frame: inShopFrame });
